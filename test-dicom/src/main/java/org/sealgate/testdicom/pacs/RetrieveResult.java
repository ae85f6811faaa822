package org.sealgate.testdicom.pacs;

import java.util.List;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;

/**
 * How a C-MOVE or C-GET ended.
 *
 * @param status final status
 * @param counts counts of the final response
 * @param failedInstances Failed SOP Instance UID List of the final response
 * @param pendingResponses how many pending responses came before it
 */
public record RetrieveResult(
    Status status, SubOperations counts, List<String> failedInstances, int pendingResponses) {
  /** Copies the list. */
  public RetrieveResult {
    failedInstances = List.copyOf(failedInstances);
  }
}
