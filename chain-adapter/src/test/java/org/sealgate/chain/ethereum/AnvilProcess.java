package org.sealgate.chain.ethereum;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real development chain: anvil from the contracts module's npm packages, on a free port. */
public final class AnvilProcess implements AutoCloseable {
  /** The chain's id unless an option says otherwise. */
  public static final long CHAIN_ID = 31337;

  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private AnvilProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a chain that makes a block for each transaction, unless options say otherwise. */
  public static AnvilProcess start(String... options) throws IOException {
    return startAt(0, options);
  }

  /** Starts a chain on a port that was free a moment ago. */
  public static AnvilProcess startAt(int port, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new AnvilProcess(process, readPort(process));
  }

  private static Path program() throws IOException {
    Path packages = Path.of("..", "contracts", "node_modules", "@foundry-rs");
    try (Stream<Path> directories = Files.list(packages)) {
      return directories
          .filter(directory -> directory.getFileName().toString().startsWith("anvil-"))
          .map(directory -> directory.resolve("bin").resolve("anvil"))
          .findFirst()
          .orElseThrow(() -> new IOException("no anvil in " + packages + "; run npm ci there"));
    }
  }

  private static int readPort(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        // What is not read would stop anvil when the pipe is full.
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("anvil has not started: " + seen);
  }

  /** Where the chain listens. */
  public int port() {
    return port;
  }

  /** The chain's endpoint. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Calls a JSON-RPC method; {@code params} is a JSON array. Gives the answer's text. */
  public String rpc(String method, String params) throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    HttpRequest request =
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (answer.contains("\"error\"")) {
        throw new IOException(method + ": " + answer);
      }
      return answer;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException(ended);
    }
  }

  /** Makes this many blocks. */
  public void mine(int blocks) throws IOException {
    rpc("anvil_mine", "[" + blocks + "]");
  }

  /** Whether each transaction makes a block at once. */
  public void automine(boolean on) throws IOException {
    rpc("evm_setAutomine", "[" + on + "]");
  }

  /** Ends the chain; closing it afterwards does no harm. */
  public void stop() {
    // By its handle, which leaves the pipe open for who reads the rest of the output.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    client.close();
  }
}
