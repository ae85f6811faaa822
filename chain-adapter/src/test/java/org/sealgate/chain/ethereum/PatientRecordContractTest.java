package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.record.BodyPart;
import org.sealgate.chain.record.PersonalCipher;
import org.sealgate.chain.record.PersonalContext;
import org.sealgate.chain.record.PersonalField;
import org.sealgate.chain.record.XrayEntry;
import org.sealgate.chain.roles.Role;

class PatientRecordContractTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final AccountKey PATIENT = AccountKey.create();
  private static final AccountKey DOCTOR =
      AccountKey.fromPrivateKey("47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a");
  private static final BodyPart CHEST = new BodyPart("CHEST");
  private static final Digest HASH = Digest.sha256(new byte[] {1});

  private static AnvilProcess anvil;
  private static EthereumEndpoints endpoints;
  private static RolesContract roles;
  private static PatientRecordContract records;

  @BeforeAll
  static void start() throws Exception {
    anvil = AnvilProcess.start();
    EthereumAddress rolesAddress = Hospital.deploy(anvil.url()).roles().address();
    endpoints = EthereumEndpoints.of(List.of(anvil.url()), TIMEOUT);
    roles = new RolesContract(endpoints, rolesAddress);
    appoint("Dr. Grün");
    records =
        new PatientRecordContract(
            endpoints,
            new ContractDeployer(endpoints, TIMEOUT)
                .deployPatientRecord(TestAccounts.HOST, rolesAddress, PATIENT.address())
                .address());
  }

  @AfterAll
  static void stop() {
    endpoints.close();
    anvil.close();
  }

  private static void appoint(String name) throws Exception {
    roles.setPermission(TestAccounts.HOST, TIMEOUT, DOCTOR.address(), name, Role.DOCTOR, true);
  }

  @Test
  void record_shouldSayWhoseItIsAndWhoDecides() throws Exception {
    assertThat(records.patient()).isEqualTo(PATIENT.address());
    assertThat(records.roles()).isEqualTo(roles.address());
  }

  @Test
  void xray_shouldBeReadByDoctorAndPatient() throws Exception {
    long before = records.count(DOCTOR.address());
    records.setXrayhash(DOCTOR, TIMEOUT, CHEST, HASH);

    assertThat(records.count(PATIENT.address())).isEqualTo(before + 1);
    XrayEntry entry = records.xray(PATIENT.address(), before);
    assertThat(entry.doctor()).isEqualTo("Dr. Grün");
    assertThat(entry.author()).isEqualTo(DOCTOR.address());
    assertThat(entry.part()).isEqualTo(CHEST);
    assertThat(entry.hash()).isEqualTo(HASH);
    assertThat(records.xrays(DOCTOR.address())).contains(entry);
  }

  @Test
  void setXrayhash_shouldBeRefusedAfterTheRemovalAndSayWhy() throws Exception {
    roles.removePermission(TestAccounts.HOST, TIMEOUT, DOCTOR.address());
    assertThatThrownBy(() -> records.setXrayhash(DOCTOR, TIMEOUT, CHEST, HASH))
        .isInstanceOf(RevertedException.class)
        .hasMessage("NotInRole(account=" + DOCTOR.address() + ", role=doctor)");
    assertThatThrownBy(() -> records.count(DOCTOR.address()))
        .isInstanceOf(RevertedException.class)
        .hasMessage("NotAReader(account=" + DOCTOR.address() + ")");
    appoint("Dr. Grün");
  }

  @Test
  void xray_shouldBeRefusedBeyondTheLast() throws Exception {
    long count = records.count(DOCTOR.address());
    assertThatThrownBy(() -> records.xray(DOCTOR.address(), count))
        .isInstanceOf(RevertedException.class)
        .hasMessage("NoSuchXray(index=" + count + ", count=" + count + ")");
  }

  @Test
  void profile_shouldOpenForHostAndPatientOnly() throws Exception {
    PersonalContext context = records.context(PersonalField.BIRTHDAY);
    byte[] ciphertext =
        PersonalCipher.encipher(
            "1970-01-31", context, List.of(TestAccounts.HOST.publicKey(), PATIENT.publicKey()));
    records.setPersonal(TestAccounts.HOST, TIMEOUT, PersonalField.BIRTHDAY, ciphertext);

    byte[] found = records.profile(PATIENT.address()).ciphertext(PersonalField.BIRTHDAY);
    assertThat(found).isEqualTo(ciphertext);
    assertThat(PersonalCipher.decipher(found, context, PATIENT)).isEqualTo("1970-01-31");
    assertThat(PersonalCipher.decipher(found, context, TestAccounts.HOST)).isEqualTo("1970-01-31");
    assertThatThrownBy(() -> PersonalCipher.decipher(found, context, DOCTOR))
        .hasMessageContaining("not for account");
    assertThat(records.profile(PATIENT.address()).ciphertext(PersonalField.CONTACT)).isEmpty();
  }

  @Test
  void setPersonal_shouldBeForTheHostAndWithinTheLimit() {
    assertThatThrownBy(
            () -> records.setPersonal(DOCTOR, TIMEOUT, PersonalField.CONTACT, new byte[10]))
        .isInstanceOf(RevertedException.class)
        .hasMessage("NotInRole(account=" + DOCTOR.address() + ", role=host)");
    assertThatThrownBy(() ->
            records.setPersonal(TestAccounts.HOST, TIMEOUT, PersonalField.CONTACT, new byte[1025]))
        .hasMessageContaining("1025 bytes, not 1 to 1024");
  }
}
