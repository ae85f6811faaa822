package org.sealgate.scp.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientHashingTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "P1,A,P1,A,true",
    "P1,A,P1,'',true",
    "P1,'',P1,A,true",
    "P1,A,P1,B,false",
    "P1,A,P2,A,false",
    "'','','','',false"
  })
  void isOf_shouldCompareIdAndIssuer(
      String asked, String askedIssuer, String filed, String filedIssuer, boolean expected) {
    PatientHashing hashing = PatientHashing.ephemeral();
    assertThat(
            hashing.isOf(
                new PatientIdentity(asked, askedIssuer),
                hashing.keysOf(new PatientIdentity(filed, filedIssuer))))
        .isEqualTo(expected);
  }

  @Test
  void keysOf_shouldDependOnTheSecretAndNotRunFieldsTogether() throws IOException {
    Path file = folder.resolve("keys/index.key");
    PatientIdentity patient = new PatientIdentity("P1", "A");
    PatientHashing first = PatientHashing.loadOrCreate(file);
    assertThat(PatientHashing.loadOrCreate(file).keysOf(patient)).isEqualTo(first.keysOf(patient));
    assertThat(PatientHashing.ephemeral().keysOf(patient)).isNotEqualTo(first.keysOf(patient));
    assertThat(first.keysOf(new PatientIdentity("P", "1A")).idAndIssuer())
        .isNotEqualTo(first.keysOf(patient).idAndIssuer());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void loadOrCreate_shouldRefuseADamagedSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("index.key"), "123");
    assertThatThrownBy(() -> PatientHashing.loadOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("64 hexadecimal digits");
  }

  @Test
  void toString_shouldNotSayWhoItIs() {
    assertThat(new PatientIdentity("P1", "A")).hasToString("PatientIdentity[known]");
  }
}
