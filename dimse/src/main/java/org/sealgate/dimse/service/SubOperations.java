package org.sealgate.dimse.service;

/**
 * Sub-operation counts of a C-MOVE or C-GET response (PS3.7 9.3.3.2, 9.3.4.2), each 0 to 65535.
 *
 * @param remaining still to do; only sent with Pending and Cancel
 * @param completed done without trouble
 * @param failed not done
 * @param warning done with a warning
 */
public record SubOperations(int remaining, int completed, int failed, int warning) {
  public SubOperations {
    check("Number of Remaining Sub-operations", remaining);
    check("Number of Completed Sub-operations", completed);
    check("Number of Failed Sub-operations", failed);
    check("Number of Warning Sub-operations", warning);
  }

  private static void check(String field, int count) {
    if (count < 0 || count > 0xFFFF) {
      throw new IllegalArgumentException(field + " is " + count + "; it must be 0 to 65535");
    }
  }
}
