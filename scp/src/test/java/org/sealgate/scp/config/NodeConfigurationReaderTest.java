package org.sealgate.scp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.scp.config.NodeConfiguration.Acknowledge;

class NodeConfigurationReaderTest {
  private static final Path FOLDER = Path.of("/etc/sealgate");
  private static final String MINIMAL =
      """
      ae-title: SEALGATE
      pacs:
        ae-title: ORTHANC
        host: 127.0.0.1
        port: 4242
      """;

  private static NodeConfiguration parse(String text) {
    return NodeConfigurationReader.parse("node.yaml", text, FOLDER);
  }

  static Stream<Path> sampleConfigurations() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../conf"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sampleConfigurations")
  void read_shouldAcceptEverySampleConfiguration(Path file) {
    assertThat(NodeConfigurationReader.read(file).aeTitle()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("sampleConfigurations")
  void read_shouldAcceptEverySampleConfigurationWithItsCommentedDefaultsSwitchedOn(Path file)
      throws IOException {
    String text =
        Files.readString(file)
            .replaceAll("(?m)^( *)# ([a-z-]+: (?:\\[.*\\]|\\S+) *(?:#.*)?)$", "$1$2");
    String withoutExclusiveKeyFile =
        text.replaceAll("(?m)^  key-file: ../data/keys/vault.key.*$", "");
    NodeConfiguration configuration = parse(withoutExclusiveKeyFile);
    assertThat(configuration.anchor()).isPresent();
    assertThat(configuration.port()).isEqualTo(11112);
  }

  @Test
  void parse_shouldFillInSafeDefaults() {
    NodeConfiguration configuration = parse(MINIMAL);
    assertThat(configuration.acknowledge()).isEqualTo(Acknowledge.FORWARDED);
    assertThat(configuration.limits().associations()).isEqualTo(200);
    assertThat(configuration.retry().delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.data()).isEqualTo(Path.of("/etc/sealgate/data"));
    assertThat(configuration.anchor()).isEmpty();
  }

  @Test
  void parse_shouldReadPeersWithTheirServices() {
    NodeConfiguration configuration =
        parse(
            MINIMAL
                + "modalities:\n  - ae-title: CT 1\n    services: [store]\nviewers:\n  - {ae-title: V, host: h, port: 104}\n");
    assertThat(configuration.modalities().getFirst().services()).containsExactly(PeerService.STORE);
    assertThat(configuration.viewers().getFirst().endpoint()).hasToString("Optional[h:104]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acknowlege: custody        | node.yaml:6: unknown key acknowlege; did you mean acknowledge?
          acknowledge: sometimes     | node.yaml:6: acknowledge must be one of forwarded, custody, but is "sometimes"
          port: 70000                | node.yaml:6: port must be from 0 to 65535, but is 70000
          port: many                 | node.yaml:6: port must be a whole number, but is "many"
          retry: {delay: 5}          | node.yaml:6: retry.delay must be a duration like 500ms, 30s, 5m, 12h or 7d, but is "5"
          retry: {max: 0}            | node.yaml:6: retry.max must be from 1 to 100000, but is 0
          limits: {pdu-length: 1KiB} | node.yaml:6: limits.pdu-length must be from 4096 to 16777216, but is 1024
          limits: [1]                | node.yaml:6: limits must be a mapping (key: value)
          modalities: CT1            | node.yaml:6: modalities must be a list (- ...)
          ae-title: OTHER            | node.yaml:6: ae-title is given twice
          anchor: {chain-id: 1}      | node.yaml:6: anchor.chain-id needs anchor.endpoints
          inference: {enabled: on}   | node.yaml:6: inference.enabled must be true or false, but is "on"
          """)
  void parse_shouldNameFileLineKeyAndLimit(String line, String message) {
    assertThatThrownBy(() -> parse(MINIMAL + line + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void parse_shouldRefuseAnAeTitleThatTheStandardForbids() {
    assertThatThrownBy(() -> parse(MINIMAL.replace("SEALGATE", "SEVENTEEN_LETTERS")))
        .hasMessageStartingWith("node.yaml:1: ae-title must be 1 to 16 ASCII characters");
  }

  @Test
  void parse_shouldRefuseTheSameAeTitleTwice() {
    assertThatThrownBy(() -> parse(MINIMAL + "modalities: [{ae-title: ORTHANC}]\n"))
        .hasMessageContaining("ORTHANC");
  }

  @Test
  void parse_shouldSayWhatIsMissing() {
    assertThatThrownBy(() -> parse("ae-title: A\n"))
        .hasMessage("node.yaml:1: pacs.ae-title is missing");
  }

  @Test
  void parse_shouldExplainBrokenYaml() {
    assertThatThrownBy(() -> parse("ae-title: [")).hasMessageStartingWith("node.yaml: not YAML");
  }

  @Test
  void read_shouldNameAMissingFile() {
    assertThatThrownBy(() -> NodeConfigurationReader.read(Path.of("/nowhere/node.yaml")))
        .hasMessage("configuration file /nowhere/node.yaml does not exist");
  }

  private static final String ROLES =
      """
      roles:
        contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3"
        endpoints: [http://127.0.0.1:8545]
        chain-id: 31337
        accounts:
          - name: doctor
            address: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
      """;

  @Test
  void parse_shouldResolveAccountsByName() {
    NodeConfiguration configuration =
        parse(
            MINIMAL
                + ROLES
                + """
                  users:
                    - {name: gruen, account: doctor, passcode: hash}
                  patients:
                    - {account: "0x%s", patient-id: P1, issuer: HOSPITAL}
                modalities:
                  - {ae-title: CT1, account: doctor, certificate: "%s"}
                """
                    .formatted("ab".repeat(20), "AB:".repeat(31) + "AB"));
    RolesConfiguration roles = configuration.roles();
    assertThat(roles.contract()).isPresent();
    assertThat(roles.maximumStale()).isEqualTo(Duration.ofHours(1));
    assertThat(roles.users().getFirst().account())
        .hasToString("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    assertThat(configuration.modalities().getFirst().account())
        .contains(roles.users().getFirst().account());
    assertThat(configuration.modalities().getFirst().certificate()).contains("ab".repeat(32));
    assertThat(roles.patients().getFirst().patientId()).isEqualTo("P1");
  }

  @Test
  void parse_shouldLeaveRolesOffWithoutAContract() {
    assertThat(parse(MINIMAL).roles().contract()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  max-stale: 10ms|roles.max-stale must not be less than roles.poll",
        "  poll: 0s|roles.poll must be more than zero",
        "  users: [{name: a, account: nobody, passcode: x}]|must be an address or a name in",
        "  users: [{name: a, account: doctor}]|roles.users[0].passcode is missing",
        "  patients: [{account: doctor, patient-id: 'P*'}]|no backslash, * or ?",
        "  patients: [{account: doctor, patient-id: P}, {account: doctor, patient-id: Q}]|two patients",
        "  acounts: []|did you mean accounts?",
        "modalities: [{ae-title: A, account: '0x12'}]|must be an address of 0x and 40",
        "modalities: [{ae-title: A, certificate: abc}]|must be a SHA-256 of 64"
      })
  void parse_shouldNameWhatIsWrongWithRoles(String line, String message) {
    assertThatThrownBy(() ->
            parse(MINIMAL + ROLES + (line.startsWith("modalities") ? "" : "  ") + line + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void parse_shouldNeedAChainForAContract() {
    assertThatThrownBy(() -> parse(MINIMAL + "roles:\n  contract: \"0x" + "ab".repeat(20) + "\"\n"))
        .hasMessageContaining("roles.contract needs roles.endpoints or anchor.endpoints");
  }
}
