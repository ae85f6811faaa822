package org.sealgate.scp.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.scp.seal.PatientIdentity;

class PatientQueryTest {
  private final PatientQuery query = new PatientQuery(new PatientIdentity("P1", "HOSPITAL"));

  @ParameterizedTest
  @CsvSource({"''", "P2", "*", "P1"})
  void constrain_shouldAskForThePatientWhateverWasAsked(String asked) {
    DataSet identifier = new DataSet().putString(Tag.PATIENT_ID, asked);
    DataSet changed = query.constrain(identifier);
    assertThat(changed.getString(Tag.PATIENT_ID)).contains("P1");
    assertThat(changed.getString(Tag.ISSUER_OF_PATIENT_ID)).contains("HOSPITAL");
  }

  @ParameterizedTest
  @CsvSource({
    "P1,HOSPITAL,true",
    "P1,'',true",
    "'P1 ',HOSPITAL,true",
    "P1,CLINIC,false",
    "P2,HOSPITAL,false",
    "p1,HOSPITAL,false",
    "'',HOSPITAL,false"
  })
  void mayPass_shouldLetOnlyThePatientsOwnThrough(String id, String issuer, boolean expected) {
    DataSet response =
        new DataSet().putString(Tag.PATIENT_ID, id).putString(Tag.ISSUER_OF_PATIENT_ID, issuer);
    assertThat(query.mayPass(response)).isEqualTo(expected);
  }

  @Test
  void mayPass_shouldWithholdWhatDoesNotSayWhoseItIs() {
    assertThat(query.mayPass(new DataSet())).isFalse();
  }

  @Test
  void query_shouldRefuseAPatientWithoutId() {
    assertThatThrownBy(() -> new PatientQuery(PatientIdentity.NONE))
        .hasMessageContaining("no Patient ID");
  }
}
