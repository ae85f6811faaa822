package org.sealgate.testdicom.pacs;

import java.util.ArrayList;
import java.util.List;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;

/** Counts the sub-operations of one C-MOVE or C-GET. */
final class SubOperationCounts {
  private final List<String> failedInstances = new ArrayList<>();
  private int remaining;
  private int completed;
  private int warning;

  SubOperationCounts(int remaining) {
    this.remaining = remaining;
  }

  /** Counts one that has ended with a status. */
  void count(String sopInstanceUid, Status status) {
    remaining--;
    if (status.isSuccess()) {
      completed++;
    } else if (status.isSuccessOrWarning()) {
      warning++;
    } else {
      failedInstances.add(sopInstanceUid);
    }
  }

  int remaining() {
    return remaining;
  }

  List<String> failedInstances() {
    return List.copyOf(failedInstances);
  }

  SubOperations toSubOperations() {
    return new SubOperations(remaining, completed, failedInstances.size(), warning);
  }

  /** The final status when all have ended (PS3.4 C.4.2.1.6, C.4.3.1.4). */
  Status finalStatus() {
    if (failedInstances.isEmpty() && warning == 0) {
      return Status.SUCCESS;
    }
    return completed + warning == 0
        ? Status.OUT_OF_RESOURCES_SUBOPERATIONS
        : Status.SUBOPERATIONS_WITH_FAILURES;
  }
}
