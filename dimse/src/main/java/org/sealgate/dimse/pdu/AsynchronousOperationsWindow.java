package org.sealgate.dimse.pdu;

/**
 * Asynchronous Operations Window sub-item, 53H (PS3.7 D.3.3.3): bytes 5–6 and 7–8, 0 means no
 * limit. Without the item both are 1.
 *
 * @param maximumOperationsInvoked by the association requestor, outstanding at a time
 * @param maximumOperationsPerformed by the association requestor, outstanding at a time
 */
public record AsynchronousOperationsWindow(
    int maximumOperationsInvoked, int maximumOperationsPerformed) implements UserInformationItem {

  /** What holds when the item is absent: one operation at a time in each direction. */
  public static final AsynchronousOperationsWindow SYNCHRONOUS =
      new AsynchronousOperationsWindow(1, 1);

  public AsynchronousOperationsWindow {
    check("Maximum-number-operations-invoked", maximumOperationsInvoked);
    check("Maximum-number-operations-performed", maximumOperationsPerformed);
  }

  /** Returns the smaller window of each direction, where 0 is the largest (PS3.7 D.3.3.3.3). */
  public AsynchronousOperationsWindow limitedBy(AsynchronousOperationsWindow other) {
    return new AsynchronousOperationsWindow(
        smaller(maximumOperationsInvoked, other.maximumOperationsInvoked),
        smaller(maximumOperationsPerformed, other.maximumOperationsPerformed));
  }

  private static int smaller(int one, int other) {
    if (one == 0 || other == 0) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }

  private static void check(String field, int value) {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be 0 to 65535");
    }
  }
}
