package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.anchor.ChainCheck;

/** Another implementation of Ethereum: older rules, other error texts, fewer methods. */
class GanacheTest {
  private static final String MNEMONIC =
      "test test test test test test test test test test test junk";

  @TempDir Path directory;

  @Test
  void anchorer_shouldAnchorOnGanache() throws Exception {
    int port = freePort();
    Process ganache = start(port);
    try (Hospital hospital = Hospital.open(directory, URI.create("http://127.0.0.1:" + port));
        Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      assertThat(hospital.chain().check(hospital.signer().identity().logId()))
          .isEqualTo(new ChainCheck.Ready());
      hospital.receive(100);
      anchorer.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(anchorer.status().finalSize())
                  .as(() -> anchorer.status().toString())
                  .isEqualTo(100));
      assertThat(anchorer.status().transactions()).isEqualTo(1);
    } finally {
      ganache.toHandle().destroy();
      ganache.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process start(int port) throws IOException {
    Path program = Path.of("..", "contracts", "node_modules", "ganache", "dist", "node", "cli.js");
    Process process =
        new ProcessBuilder(
                "node",
                program.toString(),
                "--server.host",
                "127.0.0.1",
                "--server.port",
                Integer.toString(port),
                "--chain.chainId",
                Long.toString(AnvilProcess.CHAIN_ID),
                "--wallet.mnemonic",
                MNEMONIC)
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      if (line.contains("Listening on")) {
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        return process;
      }
    }
    throw new IOException("ganache has not started: " + seen);
  }
}
