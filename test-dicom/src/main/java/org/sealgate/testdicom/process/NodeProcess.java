package org.sealgate.testdicom.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.sealgate.scp.cli.Main;

/**
 * A Sealgate node in a virtual machine of its own. It can be killed and started again on the same
 * data and ports.
 */
public final class NodeProcess implements AutoCloseable {
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);
  private static final Duration HTTP_LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeOptions options;
  private final Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int commands;
  private ManagedProcess process;

  private NodeProcess(NodeOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
    writeConfiguration();
    this.process = launch();
  }

  /**
   * Starts a node and waits until it is ready.
   *
   * @param options how
   * @param folder folder for {@code node.yaml}, {@code node.log} and {@code data}; created if it is
   *     not there
   */
  public static NodeProcess start(NodeOptions options, Path folder) throws IOException {
    return new NodeProcess(options, Files.createDirectories(folder));
  }

  /** Whom to call. */
  public Peer peer() {
    return options.self();
  }

  /** The running process, or the last one. */
  public ManagedProcess process() {
    return process;
  }

  /** The folder with vault, index, log and audit trail. */
  public Path data() {
    return folder.resolve("data");
  }

  /** The configuration file. */
  public Path configurationFile() {
    return folder.resolve("node.yaml");
  }

  /** kill -9. */
  public void kill() {
    process.kill();
  }

  /** Asks it to end and waits for that. */
  public void stop() {
    process.close();
  }

  /** Starts it again on the same data and ports, stopping it first if it runs. */
  public void restart() {
    process.close();
    process = launch();
  }

  /**
   * What {@code GET /api/status} answers.
   *
   * @throws IOException when the node does not answer
   */
  public JsonNode status() throws IOException {
    return JSON.readTree(get("/api/status").body());
  }

  /** One number of the status, such as {@code pacs.forwarded}. */
  public long number(String path) throws IOException {
    JsonNode value = status().at("/" + path.replace('.', '/'));
    if (!value.isNumber()) {
      throw new IOException("the status has no number " + path);
    }
    return value.asLong();
  }

  /** GET of any path of the admin endpoint, whatever the answer's status is. */
  public HttpResponse<byte[]> get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + options.adminPort() + path);
    try {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(HTTP_LIMIT).build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + uri, e);
    }
  }

  /** The lines of the audit trail so far. */
  public List<JsonNode> audit() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(data().resolve("audit.jsonl"))) {
        lines.add(JSON.readTree(line));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return lines;
  }

  /** The lines of the audit trail about one kind of event, such as {@code mismatch-replaced}. */
  public List<JsonNode> audit(String event) throws IOException {
    return audit().stream().filter(line -> line.path("event").asText().equals(event)).toList();
  }

  /**
   * Runs a command of the node's command line in a virtual machine of its own, such as {@code
   * receipt} or {@code verify}.
   *
   * @param arguments the command and its arguments; those that need it have to name {@link
   *     #configurationFile}
   * @throws IllegalStateException when it had to be killed after two minutes
   */
  public ToolResult command(String... arguments) {
    String name = "command-" + ++commands;
    ManagedProcess command = JavaProcess.of(Main.class.getName(), arguments).start(name, folder);
    try {
      int exitCode = command.awaitExit(COMMAND_LIMIT);
      return new ToolResult("sealgate " + String.join(" ", arguments), exitCode, command.log());
    } catch (TimeoutException e) {
      command.kill();
      throw new IllegalStateException(String.join(" ", arguments) + ": killed", e);
    }
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }

  private void writeConfiguration() {
    try {
      Files.writeString(configurationFile(), options.yaml());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configurationFile(), e);
    }
  }

  private ManagedProcess launch() {
    return JavaProcess.of(Main.class.getName(), "run", "--config", configurationFile().toString())
        .withJvmOptions("-Xmx" + options.maximumHeap(), "-Dlogback.configurationFile=logback.xml")
        .start("node", folder)
        .awaitReady(() -> get("/ready").statusCode() == 200, ManagedProcess.START_LIMIT);
  }
}
