package org.sealgate.testdicom.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of Orthanc's REST interface that tests need. */
public final class OrthancRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final URI root;
  // HTTP/1.1 because Orthanc's server does not know the h2c upgrade that the client would try.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  OrthancRest(int port) {
    this.root = URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Number of instances that Orthanc has. */
  public int instanceCount() throws IOException {
    return json("statistics").path("CountInstances").asInt();
  }

  /** Orthanc's own identifiers of all instances. */
  public List<String> instances() throws IOException {
    List<String> identifiers = new ArrayList<>();
    json("instances").forEach(node -> identifiers.add(node.asText()));
    return identifiers;
  }

  /** Orthanc's own identifier of an instance, if it has it. */
  public Optional<String> findInstance(String sopInstanceUid) throws IOException {
    byte[] answer = send(post("tools/lookup", sopInstanceUid.getBytes(StandardCharsets.UTF_8)));
    for (JsonNode match : JSON.readTree(answer)) {
      if (match.path("Type").asText().equals("Instance")) {
        return Optional.of(match.path("ID").asText());
      }
    }
    return Optional.empty();
  }

  /** The Part 10 file of an instance, as Orthanc hands it out. */
  public byte[] file(String instance) throws IOException {
    return get("instances/" + instance + "/file");
  }

  /** MD5 of the stored file of an instance as Orthanc noted it when it stored it. */
  public String storedMd5(String instance) throws IOException {
    return new String(
            get("instances/" + instance + "/attachments/dicom/md5"), StandardCharsets.UTF_8)
        .strip();
  }

  /** Size of the stored file of an instance in bytes. */
  public long storedSize(String instance) throws IOException {
    String path = "instances/" + instance + "/attachments/dicom/size";
    return Long.parseLong(new String(get(path), StandardCharsets.UTF_8).strip());
  }

  /** Stores a Part 10 file through HTTP. */
  public void upload(byte[] file) throws IOException {
    send(post("instances", file));
  }

  /** Deletes an instance. */
  public void delete(String instance) throws IOException {
    send(request("instances/" + instance).DELETE().build());
  }

  /**
   * Replaces an instance by a version of it with other attribute values, under the same UIDs, as an
   * administrator of the PACS could.
   *
   * @param instance Orthanc's identifier
   * @param replacements a JSON object such as {@code {"PatientName":"Other^Name"}}
   */
  public void modify(String instance, String replacements) throws IOException {
    String body =
        "{\"Replace\":%s,\"Keep\":[\"SOPInstanceUID\",\"SeriesInstanceUID\",\"StudyInstanceUID\"],"
                .formatted(replacements)
            + "\"Force\":true}";
    byte[] modified =
        send(post("instances/" + instance + "/modify", body.getBytes(StandardCharsets.UTF_8)));
    delete(instance);
    upload(modified);
  }

  /** Tells Orthanc about an application entity that it may move to. */
  public void registerPeer(Peer peer) throws IOException {
    byte[] body = JSON.writeValueAsBytes(OrthancOptions.modality(peer));
    send(request("modalities/" + peer.aeTitle()).PUT(BodyPublishers.ofByteArray(body)).build());
  }

  /** Whether the server answers. */
  boolean answers() throws IOException {
    return json("system").has("Version");
  }

  /** GET of any path below the root. */
  public byte[] get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /** GET of any path below the root, as JSON. */
  public JsonNode json(String path) throws IOException {
    return JSON.readTree(get(path));
  }

  /** POST of a value as JSON to any path below the root; what it answers. */
  public JsonNode post(String path, Object body) throws IOException {
    return JSON.readTree(send(post(path, JSON.writeValueAsBytes(body))));
  }

  private HttpRequest post(String path, byte[] body) {
    return request(path).POST(BodyPublishers.ofByteArray(body)).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(LIMIT);
  }

  private byte[] send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(
            "%s %s answered %d: %s"
                .formatted(
                    request.method(),
                    request.uri(),
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8)));
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + request.uri(), e);
    }
  }
}
