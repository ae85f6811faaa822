package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.roles.Role;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;

/** Measures every entry point that costs gas and keeps the table of docs/gas.md true. */
class GasTest {
  private static final Path PAGE = Path.of("..", "docs", "gas.md");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String FIRST_ANCHOR = "AnchorRegistry.anchor, an assigned log's first";
  private static final String NEXT_ANCHOR = "AnchorRegistry.anchor, each next one";

  private final Map<String, Long> table = new LinkedHashMap<>();

  @Test
  void page_shouldGiveTheGasOfEveryEntryPoint() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        EthereumEndpoints endpoints = EthereumEndpoints.of(List.of(chain.url()), TIMEOUT)) {
      measure(endpoints);
    }
    String expected = render();
    assertThat(Files.readString(PAGE)).as("the table must read:\n%s", expected).contains(expected);
    assertThat(table.get(FIRST_ANCHOR)).isLessThan(60_000);
    assertThat(table.get(NEXT_ANCHOR)).isLessThan(60_000);
  }

  private void measure(EthereumEndpoints endpoints) throws Exception {
    ContractDeployer deployer = new ContractDeployer(endpoints, TIMEOUT);
    ContractDeployer.Deployment roles =
        deployer.deployRoles(TestAccounts.GOVERNMENT, "Ministry of Health");
    table.put("Roles, deployment", roles.gasUsed());
    ContractDeployer.Deployment registry =
        deployer.deployAnchorRegistry(TestAccounts.GOVERNMENT, roles.address());
    table.put("AnchorRegistry, deployment", registry.gasUsed());
    measureRoles(new RolesContract(endpoints, roles.address()));
    measureAnchors(endpoints, registry.address());
    ContractDeployer.Deployment patientRecord =
        deployer.deployPatientRecord(
            TestAccounts.HOST, roles.address(), new EthereumAddress("0x" + "5a".repeat(20)));
    table.put("PatientRecord, deployment", patientRecord.gasUsed());
    measureRecord(endpoints, patientRecord.address());
  }

  private void measureRoles(RolesContract roles) throws Exception {
    EthereumAddress host = TestAccounts.HOST.address();
    EthereumAddress node = TestAccounts.NODE.address();
    EthereumAddress doctor = TestAccounts.STRANGER.address();
    table.put(
        "Roles.setPermission, a Host",
        roles
            .setPermission(TestAccounts.GOVERNMENT, TIMEOUT, host, "Hospital", Role.HOST, true)
            .gasUsed());
    table.put(
        "Roles.setPermission, a Device",
        roles
            .setPermission(TestAccounts.HOST, TIMEOUT, node, "Sealgate", Role.DEVICE, true)
            .gasUsed());
    table.put(
        "Roles.removePermission",
        roles.removePermission(TestAccounts.HOST, TIMEOUT, node).gasUsed());
    roles.setPermission(TestAccounts.HOST, TIMEOUT, node, "Sealgate", Role.DEVICE, true);
    table.put(
        "Roles.setPermission, a Doctor",
        roles
            .setPermission(TestAccounts.HOST, TIMEOUT, doctor, "Dr. Alba", Role.DOCTOR, true)
            .gasUsed());
  }

  private void measureAnchors(EthereumEndpoints endpoints, EthereumAddress registry)
      throws Exception {
    Digest assigned = Digest.sha256(new byte[] {1});
    table.put(
        "AnchorRegistry.assignLog",
        new AnchorRegistryContract(endpoints, registry)
            .assignLog(TestAccounts.HOST, TIMEOUT, assigned, TestAccounts.NODE.address())
            .gasUsed());
    table.put(FIRST_ANCHOR, anchor(endpoints, registry, assigned, 1_000_000));
    table.put(NEXT_ANCHOR, anchor(endpoints, registry, assigned, 1_000_001));
    table.put(
        "AnchorRegistry.anchor, the first of a log that was not assigned",
        anchor(endpoints, registry, Digest.sha256(new byte[] {2}), 1_000_000));
  }

  private static long anchor(
      EthereumEndpoints endpoints, EthereumAddress registry, Digest logId, long size)
      throws Exception {
    return send(
        endpoints,
        TestAccounts.NODE,
        registry,
        "anchor",
        List.of(AbiEncoding.bytes32(logId), AbiEncoding.uint64(size), AbiEncoding.bytes32(logId)));
  }

  private void measureRecord(EthereumEndpoints endpoints, EthereumAddress address)
      throws Exception {
    List<Type<?>> image =
        List.of(new Utf8String("CHEST"), AbiEncoding.bytes32(Digest.sha256(new byte[] {2})));
    table.put(
        "PatientRecord.setXrayhash",
        send(endpoints, TestAccounts.STRANGER, address, "setXrayhash", image));
    byte[] ciphertext = new byte[64];
    java.util.Arrays.fill(ciphertext, (byte) 7);
    table.put(
        "PatientRecord.setBirthday, 64 bytes",
        send(
            endpoints,
            TestAccounts.HOST,
            address,
            "setBirthday",
            List.of(new DynamicBytes(ciphertext))));
    table.put(
        "PatientRecord.setContact, 64 bytes",
        send(
            endpoints,
            TestAccounts.HOST,
            address,
            "setContact",
            List.of(new DynamicBytes(ciphertext))));
  }

  private static long send(
      EthereumEndpoints endpoints,
      AccountKey key,
      EthereumAddress contract,
      String function,
      List<Type<?>> arguments)
      throws Exception {
    return new AccountSender(endpoints, key, TIMEOUT)
        .send(contract, AbiEncoding.call(function, arguments))
        .getGasUsed()
        .longValueExact();
  }

  private String render() {
    StringBuilder text = new StringBuilder("| call | gas |\n|---|---:|\n");
    table.forEach(
        (call, gas) -> text.append(String.format(Locale.ROOT, "| %s | %,d |%n", call, gas)));
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
