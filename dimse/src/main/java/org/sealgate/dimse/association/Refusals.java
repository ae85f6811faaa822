package org.sealgate.dimse.association;

import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Status;

/** The statuses with which a request is refused that this side has no room for. */
final class Refusals {
  private Refusals() {}

  /**
   * "Refused: out of resources" where the service has a code for it (PS3.4 B.2.3, C.4.1.1.4,
   * C.4.2.1.5, C.4.3.1.4), else 0213, "resource limitation" (PS3.7 Annex C).
   */
  static Status outOfResources(CommandSet request) {
    CommandField field = request.commandField().orElse(null);
    if (field == CommandField.C_STORE_RQ || field == CommandField.C_FIND_RQ) {
      return Status.OUT_OF_RESOURCES;
    }
    if (field == CommandField.C_MOVE_RQ || field == CommandField.C_GET_RQ) {
      return Status.OUT_OF_RESOURCES_SUBOPERATIONS;
    }
    return Status.RESOURCE_LIMITATION;
  }
}
