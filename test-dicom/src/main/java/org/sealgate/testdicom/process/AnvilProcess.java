package org.sealgate.testdicom.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An anvil of its own on a free port. It can be killed and started again on the same port and
 * state, as an Ethereum node that crashes.
 *
 * <p>Its accounts are those of the public test mnemonic, so their private keys are known to
 * everyone: {@link #PRIVATE_KEYS}.
 */
public final class AnvilProcess implements AutoCloseable {
  /** Private keys of the first three accounts, which own test ether. */
  public static final List<String> PRIVATE_KEYS =
      List.of(
          "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
          "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
          "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AnvilOptions options;
  private final Path folder;
  private final int port = FreePorts.next();
  private final HttpClient client = HttpClient.newHttpClient();
  private ManagedProcess process;

  private AnvilProcess(AnvilOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
    this.process = launch();
  }

  /**
   * Starts an anvil and waits until it answers.
   *
   * @param options how
   * @param folder existing folder for its log and state
   * @throws MissingToolException when anvil is neither in {@code contracts/node_modules} nor on the
   *     PATH
   */
  public static AnvilProcess start(AnvilOptions options, Path folder) {
    return new AnvilProcess(options, folder);
  }

  /** Where JSON-RPC is served. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The running process. */
  public ManagedProcess process() {
    return process;
  }

  /** kill -9: what came after the last dump of the state is lost. */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same port and state, stopping it first if it runs. */
  public void restart() {
    process.close();
    process = launch();
  }

  /** Number of the last block. */
  public long blockNumber() throws IOException {
    return Long.decode(call("eth_blockNumber").asText());
  }

  /**
   * Calls a JSON-RPC method, such as {@code eth_chainId} or {@code anvil_reorg}.
   *
   * @return the member {@code result}
   * @throws IOException when anvil is not there or answers an error
   */
  public JsonNode call(String method, Object... parameters) throws IOException {
    Map<String, Object> body =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters));
    JsonNode answer = JSON.readTree(post(JSON.writeValueAsBytes(body)));
    if (!answer.has("result")) {
      throw new IOException(method + " answered " + answer);
    }
    return answer.path("result");
  }

  @Override
  public void close() {
    process.close();
  }

  private byte[] post(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private ManagedProcess launch() {
    return ManagedProcess.start(ProcessSpecification.of("anvil", folder, command()))
        .awaitReady(() -> !call("eth_chainId").isMissingNode(), ManagedProcess.START_LIMIT);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(AnvilBinary.locate().toString());
    command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    if (!options.blockTime().isZero()) {
      command.addAll(List.of("--block-time", Long.toString(options.blockTime().toSeconds())));
    }
    if (options.keepState()) {
      String state = folder.resolve("anvil-state.json").toString();
      command.addAll(List.of("--state", state, "--state-interval", "1"));
    }
    command.addAll(options.more());
    return command;
  }
}
