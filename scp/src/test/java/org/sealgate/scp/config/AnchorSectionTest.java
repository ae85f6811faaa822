package org.sealgate.scp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.chain.anchor.AnchorSettings;
import org.sealgate.chain.anchor.FeePolicy;

class AnchorSectionTest {
  private static final String ADDRESS = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
  private static final String MINIMAL =
      """
      ae-title: SEALGATE
      pacs: {ae-title: ARCHIVE, host: 127.0.0.1, port: 4242}
      anchor:
        endpoints: ["http://10.0.0.1:8545", "https://user:key@chain.example/path"]
        chain-id: 31337
        contract: "%s"
        key-store: node.json
        key-store-password-file: node.pass
      """
          .formatted(ADDRESS);

  private static AnchorConfiguration parse(String more) {
    return NodeConfigurationReader.parse("node.yaml", MINIMAL + more, Path.of("/etc/sealgate"))
        .anchor()
        .orElseThrow();
  }

  @Test
  void read_shouldFillInDefaults() {
    AnchorConfiguration anchor = parse("");
    assertThat(anchor.endpoints())
        .containsExactly(
            URI.create("http://10.0.0.1:8545"), URI.create("https://user:key@chain.example/path"));
    assertThat(anchor.keyStore()).isEqualTo(Path.of("/etc/sealgate/node.json"));
    assertThat(anchor.fees()).isEqualTo(FeePolicy.AUTO);
    AnchorSettings settings = anchor.settings();
    assertThat(settings.mode()).isEqualTo(AnchorSettings.Mode.LOG);
    assertThat(settings.confirmations()).isEqualTo(2);
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maxFeePerGas()).isEqualTo(500_000_000_000L);
  }

  @Test
  void read_shouldNotSlowDownIndividualAnchors() {
    AnchorSettings settings = parse("  mode: individual\n").settings();
    assertThat(settings.mode()).isEqualTo(AnchorSettings.Mode.INDIVIDUAL);
    assertThat(settings.interval()).isZero();
    assertThat(parse("  mode: individual\n  interval: 5s\n").interval())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"auto,AUTO", "eip1559,EIP1559", "legacy,LEGACY"})
  void read_shouldKnowEveryFeePolicy(String word, FeePolicy expected) {
    assertThat(parse("  fees: " + word + "\n").fees()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fees: cheap       | node.yaml:9: anchor.fees must be one of auto, eip1559, legacy, but is "cheap"
          mode: batch       | node.yaml:9: anchor.mode must be one of log, individual, but is "batch"
          max-fee-gwei: 0   | node.yaml:9: anchor.max-fee-gwei must be from 1 to 1000000, but is 0
          confirmations: 0  | node.yaml:9: anchor.confirmations must be from 1 to 10000, but is 0
          """)
  void read_shouldNameKeyAndLimit(String line, String message) {
    assertThatThrownBy(() -> parse("  " + line + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void read_shouldRefuseWhatIsNoContractOrEndpoint() {
    assertThatThrownBy(() ->
            NodeConfigurationReader.parse(
                "node.yaml", MINIMAL.replace(ADDRESS, "0x12"), Path.of("/")))
        .hasMessageStartingWith("node.yaml:6: anchor.contract must be an address");
    assertThatThrownBy(() ->
            NodeConfigurationReader.parse(
                "node.yaml", MINIMAL.replace("http://10", "ftp://10"), Path.of("/")))
        .hasMessageStartingWith("node.yaml:4: anchor.endpoints must be http:// or https://");
  }
}
