package org.sealgate.scp.retrieve;

import java.util.ArrayList;
import java.util.List;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StatusClass;
import org.sealgate.dimse.service.SubOperations;

/**
 * The sub-operation counts of a retrieval (PS3.4 C.4.2.1.6 to C.4.2.1.9). Safe for use by many
 * threads.
 */
final class Progress {
  private static final int MOST = 65_535;

  private int expected;
  private int completed;
  private int failed;
  private int warning;
  private final List<String> failedUids = new ArrayList<>();

  /** Says how many instances there are in all, as far as is known. */
  synchronized void expect(int total) {
    expected = Math.max(expected, total);
  }

  /** Counts an instance that the destination answered. */
  synchronized void answered(String sopInstanceUid, Status status) {
    if (status.isSuccess()) {
      completed++;
    } else if (status.statusClass() == StatusClass.WARNING) {
      warning++;
    } else {
      failed(sopInstanceUid);
    }
  }

  /** Counts an instance that did not reach the destination. */
  synchronized void failed(String sopInstanceUid) {
    failed++;
    failedUids.add(sopInstanceUid);
  }

  /** Counts instances that the PACS itself failed to send. */
  synchronized void failedAtPacs(int count, List<String> uids) {
    failed += count;
    failedUids.addAll(uids);
  }

  /** The counts; none remain when the retrieval has come to its end, some when it was cancelled. */
  synchronized SubOperations counts(boolean ended) {
    int done = completed + failed + warning;
    int remaining = ended ? 0 : Math.max(0, expected - done);
    return new SubOperations(
        Math.min(MOST, remaining),
        Math.min(MOST, completed),
        Math.min(MOST, failed),
        Math.min(MOST, warning));
  }

  /** How many instances reached the destination. */
  synchronized int delivered() {
    return completed + warning;
  }

  /** Whether any instance failed or brought a warning. */
  synchronized boolean hasTrouble() {
    return failed > 0 || warning > 0;
  }

  /** Failed SOP Instance UID List (0008,0058). */
  synchronized List<String> failedUids() {
    return List.copyOf(failedUids);
  }
}
