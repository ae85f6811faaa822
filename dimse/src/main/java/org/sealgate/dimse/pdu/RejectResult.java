package org.sealgate.dimse.pdu;

/** Whether trying again may help (PS3.8 Table 9-21). */
public enum RejectResult {
  REJECTED_PERMANENT(1),
  REJECTED_TRANSIENT(2);

  private final int code;

  RejectResult(int code) {
    this.code = code;
  }

  /** Returns the code on the wire. */
  public int code() {
    return code;
  }

  /**
   * Returns the result with a code.
   *
   * @throws IllegalArgumentException for a code other than 1 and 2
   */
  public static RejectResult ofCode(int code) {
    return switch (code) {
      case 1 -> REJECTED_PERMANENT;
      case 2 -> REJECTED_TRANSIENT;
      default -> throw new IllegalArgumentException("Result is " + code + "; it must be 1 or 2");
    };
  }
}
