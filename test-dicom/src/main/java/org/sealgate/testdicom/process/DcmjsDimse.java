package org.sealgate.testdicom.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** dcmjs-dimse, a DICOM network library for Node.js, through the scripts in {@code peers}. */
public final class DcmjsDimse {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ExternalTool NODE = new ExternalTool("node", "apt-get install nodejs");
  private static final ExternalTool PACKAGE =
      new ExternalTool("dcmjs-dimse", "run npm ci in the folder test-dicom/peers");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String RESULT = "\nRESULT ";

  private DcmjsDimse() {}

  /**
   * Requests that its client sends over one association.
   *
   * @param callingAeTitle the client's AE title
   * @param peer whom it calls
   * @param requests what it asks for, one after the other; see {@code dcmjs-client.mjs}
   * @param settings what else the script is told
   */
  public record Job(
      String callingAeTitle,
      Peer peer,
      List<Map<String, Object>> requests,
      Map<String, Object> settings) {
    /** Copies the collections. */
    public Job {
      requests = List.copyOf(requests);
      settings = Map.copyOf(settings);
    }

    /** A job without requests yet. */
    public static Job of(String callingAeTitle, Peer peer) {
      return new Job(callingAeTitle, peer, List.of(), Map.of());
    }

    /**
     * The same with one more request.
     *
     * @param kind such as {@code echo}
     * @param details what it needs, such as a file or a data set's elements by keyword
     */
    public Job request(String kind, Map<String, Object> details) {
      Map<String, Object> request = new LinkedHashMap<>(details);
      request.put("kind", kind);
      List<Map<String, Object>> all = new ArrayList<>(requests);
      all.add(request);
      return new Job(callingAeTitle, peer, all, settings);
    }

    /** The same with one more setting. */
    public Job with(String name, Object value) {
      Map<String, Object> all = new LinkedHashMap<>(settings);
      all.put(name, value);
      return new Job(callingAeTitle, peer, requests, all);
    }

    /**
     * Does the job.
     *
     * @return what the script says came of it
     * @throws MissingToolException when Node.js or the package is not installed
     */
    public JsonNode run() {
      Map<String, Object> job = new LinkedHashMap<>(settings);
      job.put("host", peer.host());
      job.put("port", peer.port());
      job.put("calling", callingAeTitle);
      job.put("called", peer.aeTitle());
      job.put("requests", requests);
      String script = script("dcmjs-client.mjs").toString();
      String output =
          CommandLine.of(NODE, script, json(job)).within(LIMIT).run().requireSuccess().output();
      return result(output);
    }
  }

  /**
   * The command that starts its server, for {@link ScpProcess#start}.
   *
   * @param peer AE title and port
   * @param folder existing folder for its log, and where it puts each data set that it receives
   *     under its SOP Instance UID
   * @param settings what else the script is told; see {@code dcmjs-server.mjs}
   */
  public static ProcessSpecification server(Peer peer, Path folder, Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("port", peer.port());
    all.put("aeTitle", peer.aeTitle());
    all.put("folder", folder.toString());
    List<String> command =
        List.of(NODE.locate().toString(), script("dcmjs-server.mjs").toString(), json(all));
    return ProcessSpecification.of("dcmjs-server", folder, command);
  }

  private static JsonNode result(String output) {
    int at = output.lastIndexOf(RESULT);
    if (at < 0) {
      throw new IllegalStateException("dcmjs-client.mjs printed no result\n" + output);
    }
    try {
      return JSON.readTree(output.substring(at + RESULT.length()));
    } catch (IOException e) {
      throw new UncheckedIOException("dcmjs-client.mjs printed no JSON\n" + output, e);
    }
  }

  private static String json(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("not to be written as JSON: " + value, e);
    }
  }

  private static Path script(String name) {
    Path peers = PeersFolder.locate();
    if (!Files.isDirectory(peers.resolve("node_modules/dcmjs-dimse"))) {
      throw new MissingToolException(PACKAGE);
    }
    return peers.resolve(name);
  }
}
