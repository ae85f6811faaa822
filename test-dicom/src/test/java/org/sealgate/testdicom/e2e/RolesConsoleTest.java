package org.sealgate.testdicom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.sealgate.testdicom.process.AnvilOptions;
import org.sealgate.testdicom.process.HospitalChain;

/**
 * The console session of the original scheme, command by command: permission, data entry, query,
 * removal, refused write. The commands are the node's own; the chain is a real one.
 */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class RolesConsoleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HASH = "ab".repeat(32);
  private static final String BIRTHDAY = "1970-01-31";
  private static final String CONTACT = "Zoë Müller, +49 30 1234567";

  @TempDir Path folder;
  private HospitalChain chain;
  private People people;
  private Path configuration;

  @BeforeEach
  void start() throws IOException {
    chain =
        HospitalChain.start(AnvilOptions.DEFAULT, Files.createDirectory(folder.resolve("chain")));
    people = new People(chain, folder.resolve("people"));
    configuration = folder.resolve("node.yaml");
    Files.writeString(
        configuration,
        """
        ae-title: SEALGATE
        data: data
        pacs: {ae-title: PACS, host: 127.0.0.1, port: 4242}
        roles: %s
        """
            .formatted(
                JSON.writeValueAsString(
                    Map.of(
                        "contract", chain.contracts().roles().address().toString(),
                        "endpoints", List.of(chain.url().toString()),
                        "chain-id", chain.chainId(),
                        "accounts", people.entries()))));
  }

  @AfterEach
  void stop() {
    Sites.close(people);
    Sites.close(chain);
  }

  private Console.Ended sealgate(String... arguments) {
    return new Console(configuration).run(arguments);
  }

  @Test
  void session_shouldRunAsInTheOriginal() throws IOException {
    // The government has appointed the hospital, the hospital appoints a doctor and a patient.
    assertThat(sealgate("roles", "show", "host").good()).contains("role: host", "granted host");
    assertThat(
            sealgate(
                    "roles",
                    "grant",
                    "doctor",
                    "--role",
                    "doctor",
                    "--name",
                    "Dr. Grün",
                    "--as",
                    "host")
                .good())
        .contains("is now doctor \"Dr. Grün\"", "transaction: 0x", "block: ");
    sealgate("roles", "grant", "patient", "--role", "patient", "--as", "host").good();
    assertThat(
            sealgate(
                    "roles", "grant", "patient", "--role", "doctor", "--name", "X", "--as",
                    "doctor")
                .bad())
        .contains("NotAppointer(caller=" + people.account("doctor"), "needed=host");

    // Data entry: the hospital makes the record and the personal values, the doctor the images.
    String record =
        JSON.readTree(sealgate("record", "create", "patient", "--as", "host", "--json").good())
            .required("record")
            .asText();
    String patientKey = patientKey();
    for (String[] entry : new String[][] {{"set-birthday", BIRTHDAY}, {"set-contact", CONTACT}}) {
      assertThat(
              sealgate(
                      "record",
                      entry[0],
                      record,
                      entry[1],
                      "--as",
                      "host",
                      "--patient-key",
                      patientKey)
                  .good())
          .contains("transaction: 0x", "block: ");
    }
    JsonNode set =
        JSON.readTree(
            sealgate("record", "set-hash", record, "CHEST", HASH, "--as", "doctor", "--json")
                .good());
    assertThat(set.required("transaction").asText()).startsWith("0x").hasSize(66);
    assertThat(set.required("block").asLong()).isPositive();

    // Query by the doctor and by the patient.
    for (String reader : List.of("doctor", "patient")) {
      assertThat(sealgate("record", "count", record, "--as", reader).good()).contains("count: 1");
      assertThat(sealgate("record", "get", record, "0", "--as", reader).good())
          .contains("Dr. Grün", "CHEST", HASH);
    }
    assertThat(
            sealgate("record", "get", record, "--doctor", "host", "--as", "patient", "--json")
                .good())
        .isEqualTo("{\"images\":[]}\n");
    assertThat(sealgate("record", "profile", record, "--as", "patient").good())
        .contains(BIRTHDAY, CONTACT);
    assertThat(sealgate("record", "profile", record, "--as", "host").good()).contains(BIRTHDAY);
    assertThat(sealgate("record", "profile", record, "--as", "doctor").good())
        .contains("is not for account")
        .doesNotContain(BIRTHDAY, CONTACT);

    // Removal, refused write, refused query; what was written stays.
    assertThat(sealgate("roles", "revoke", "doctor", "--as", "host").good())
        .contains("has no role any more", "transaction: 0x");
    assertThat(sealgate("record", "set-hash", record, "CHEST", HASH, "--as", "doctor").bad())
        .contains("NotInRole(account=" + people.account("doctor") + ", role=doctor)")
        .contains("account \"Dr. Grün\"", "is removed");
    assertThat(sealgate("record", "get", record, "--as", "doctor").bad()).contains("NotAReader");
    assertThat(sealgate("record", "get", record, "--as", "patient").good()).contains("Dr. Grün");
    assertThat(sealgate("roles", "show", "doctor").good())
        .contains("state: removed", "granted doctor", "removed as doctor");
    assertThat(sealgate("roles", "list").good())
        .contains(people.account("gov").toString(), "government")
        .containsPattern(people.account("doctor") + " +patient +removed +Dr\\. Grün");
    assertNothingPersonalOnChain();
  }

  private String patientKey() throws IOException {
    return org.sealgate.chain.ethereum.AccountKey.fromKeyStore(
            folder.resolve("people/patient.json"), "test")
        .publicKey()
        .toString();
  }

  private void assertNothingPersonalOnChain() throws IOException {
    StringBuilder inputs = new StringBuilder();
    for (long number = 0; number <= chain.anvil().blockNumber(); number++) {
      inputs.append(
          chain.anvil().call("eth_getBlockByNumber", "0x" + Long.toHexString(number), true));
    }
    assertThat(inputs.toString()).contains(HASH);
    for (String text : List.of(BIRTHDAY, "Müller", "1234567")) {
      assertThat(inputs.toString()).doesNotContain(HexFormat.of().formatHex(text.getBytes(UTF_8)));
    }
  }

  @Test
  void commands_shouldRefuseWhatMakesNoSenseInOneLine() {
    assertThat(sealgate("roles", "show", "nobody").bad()).contains("roles.accounts");
    assertThat(sealgate("roles", "revoke", "doctor").bad()).contains("who acts?");
    assertThat(
            sealgate(
                    "roles", "grant", "patient", "--role", "patient", "--name", "Zoë", "--as",
                    "host")
                .bad())
        .contains("PatientNameRefused");
    assertThat(
            sealgate(
                    "record",
                    "set-hash",
                    "0x" + "1".repeat(40),
                    "X".repeat(17),
                    HASH,
                    "--as",
                    "host")
                .bad())
        .contains("17 bytes, not 1 to 16");
    assertThat(sealgate("record", "count", "0x" + "1".repeat(40), "--as", "host").bad().lines())
        .singleElement()
        .asString()
        .contains("no such contract");
  }
}
