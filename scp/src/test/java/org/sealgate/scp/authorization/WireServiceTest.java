package org.sealgate.scp.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.chain.roles.Role;
import org.sealgate.dimse.service.CommandField;

class WireServiceTest {

  @ParameterizedTest
  @CsvSource({
    "C_STORE_RQ,1.2.840.10008.5.1.4.1.1.2,STORE",
    "C_MOVE_RQ,1.2.840.10008.5.1.4.1.2.2.2,RETRIEVE",
    "C_GET_RQ,1.2.840.10008.5.1.4.1.2.1.3,RETRIEVE",
    "C_FIND_RQ,1.2.840.10008.5.1.4.1.2.1.1,QUERY",
    "C_FIND_RQ,1.2.840.10008.5.1.4.1.2.2.1,QUERY",
    "C_FIND_RQ,1.2.840.10008.5.1.4.31,WORKFLOW",
    "N_CREATE_RQ,1.2.840.10008.3.1.2.3.3,WORKFLOW",
    "N_ACTION_RQ,1.2.840.10008.5.1.4.34.6.1,WORKFLOW",
    "N_ACTION_RQ,1.2.840.10008.1.20.1,WORKFLOW",
    "C_FIND_RQ,1.2.840.10008.5.1.4.37.1,OTHER",
    "N_CREATE_RQ,1.2.840.10008.5.1.4.1.2.2.1,OTHER",
    "N_SET_RQ,1.2.3,OTHER"
  })
  void of_shouldSortRequests(CommandField field, String sopClassUid, WireService expected) {
    assertThat(WireService.of(field, sopClassUid)).isEqualTo(expected);
  }

  /** What does not say whose it is cannot be kept to a patient's own record. */
  @Test
  void other_shouldNotBeForPatientsOrDevices() {
    assertThat(RolePolicy.services(Role.PATIENT))
        .containsExactlyInAnyOrder(WireService.QUERY, WireService.RETRIEVE);
    assertThat(RolePolicy.services(Role.DEVICE))
        .containsExactlyInAnyOrder(WireService.STORE, WireService.WORKFLOW);
  }
}
