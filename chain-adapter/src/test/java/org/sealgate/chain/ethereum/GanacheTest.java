package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.chain.anchor.AnchorChain;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.anchor.ChainCheck;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.FeePolicy;
import org.sealgate.chain.anchor.Fees;

/** Another implementation of Ethereum: older rules, other error texts, fewer methods. */
class GanacheTest {
  private static final String MNEMONIC =
      "test test test test test test test test test test test junk";

  @TempDir Path directory;

  /** Blocks of "berlin" have no base fee. */
  @ParameterizedTest
  @CsvSource({"shanghai, EIP1559", "shanghai, LEGACY", "berlin, AUTO"})
  void anchorer_shouldAnchorOnGanache(String hardfork, FeePolicy fees) throws Exception {
    int port = freePort();
    Process ganache = start(port, hardfork);
    try (Hospital hospital = Hospital.open(directory, URI.create("http://127.0.0.1:" + port));
        Anchorer anchorer = anchorer(hospital, chain(hospital, fees))) {
      assertThat(hospital.chain().check(hospital.signer().identity().logId()))
          .isEqualTo(new ChainCheck.Ready());
      requireFees(hospital, hardfork, fees);
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

  private Anchorer anchorer(Hospital hospital, AnchorChain chain) throws IOException {
    return Anchorer.open(
        Hospital.settings(1),
        hospital.log(),
        hospital.signer(),
        chain,
        directory.resolve("anchors"));
  }

  private static EthereumAnchorChain chain(Hospital hospital, FeePolicy fees) {
    return new EthereumAnchorChain(
        hospital.endpoints(), TestAccounts.NODE, hospital.registry(), AnvilProcess.CHAIN_ID, fees);
  }

  private static void requireFees(Hospital hospital, String hardfork, FeePolicy fees)
      throws Exception {
    boolean dynamic = fees == FeePolicy.EIP1559;
    assertThat(chain(hospital, fees).suggestFees())
        .isInstanceOf(dynamic ? Fees.Dynamic.class : Fees.Legacy.class);
    if (hardfork.equals("berlin")) {
      assertThatThrownBy(() -> chain(hospital, FeePolicy.EIP1559).suggestFees())
          .isInstanceOf(ChainUnavailableException.class)
          .hasMessageContaining("no base fee");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process start(int port, String hardfork) throws IOException {
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
                "--chain.hardfork",
                hardfork,
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
