package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What a hospital does once on its chain, by the node's own commands. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ChainConsoleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private HospitalChain chain;
  private People people;

  @BeforeEach
  void start() throws IOException {
    chain =
        HospitalChain.start(AnvilOptions.DEFAULT, Files.createDirectory(folder.resolve("chain")));
    people = new People(chain, folder.resolve("people"));
  }

  @AfterEach
  void stop() {
    Sites.close(people);
    Sites.close(chain);
  }

  private Console console(String roles, String registry) throws IOException {
    Path configuration = folder.resolve("node.yaml");
    List<String> endpoints = List.of(chain.url().toString());
    Map<String, Object> anchor =
        Map.of(
            "endpoints", endpoints,
            "chain-id", chain.chainId(),
            "contract", registry,
            "key-store", chain.keyStore().toString(),
            "key-store-password-file", chain.passwordFile().toString());
    Map<String, Object> accounts =
        Map.of(
            "contract",
            roles,
            "endpoints",
            endpoints,
            "chain-id",
            chain.chainId(),
            "accounts",
            people.entries());
    Files.writeString(
        configuration,
        """
        ae-title: SEALGATE
        data: data
        pacs: {ae-title: PACS, host: 127.0.0.1, port: 4242}
        anchor: %s
        roles: %s
        """
            .formatted(JSON.writeValueAsString(anchor), JSON.writeValueAsString(accounts)));
    return new Console(configuration);
  }

  private Console console() throws IOException {
    return console(chain.contracts().roles().address().toString(), chain.anchorRegistry());
  }

  @Test
  void deploy_shouldMakeContractsThatOnesOwnGovernmentRules() throws IOException {
    String deployed =
        console().run("chain", "deploy", "--name", "Ministry", "--as", "doctor", "--json").good();
    JsonNode contracts = JSON.readTree(deployed);
    Console own =
        console(contracts.path("roles").asText(), contracts.path("anchorRegistry").asText());

    assertThat(own.run("roles", "show", "doctor").good()).contains("role: government", "Ministry");
    own.run("keys", "new").good();
    own.run("roles", "grant", "host", "--role", "host", "--name", "Host", "--as", "doctor").good();
    own.run("roles", "grant", "node", "--role", "device", "--name", "Node", "--as", "host").good();
    assertThat(own.run("chain", "assign-log", "--as", "host").good())
        .contains(people.account("node") + " anchors log 0x", "transaction: 0x", "block: ");
  }

  @Test
  void assignLog_shouldBeForHostsAndAnchorersOnly() throws IOException {
    Console console = console();
    assertThat(console.run("chain", "assign-log", "--as", "host").bad())
        .contains("log.key-file", "is missing");
    console.run("keys", "new").good();

    assertThat(console.run("chain", "assign-log", "--as", "doctor").bad())
        .contains("the contract refuses: NotHost(account=" + people.account("doctor"));
    assertThat(console.run("chain", "assign-log", "patient", "--as", "host").bad())
        .contains("the contract refuses: NotAnchorer(account=" + people.account("patient"));

    JsonNode assigned =
        JSON.readTree(console.run("chain", "assign-log", "--as", "host", "--json").good());

    assertThat(assigned.path("owner").asText()).isEqualTo(people.account("node").toString());
    assertThat(assigned.path("gas").asLong()).isBetween(21_000L, 60_000L);
  }
}
