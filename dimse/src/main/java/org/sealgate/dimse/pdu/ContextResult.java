package org.sealgate.dimse.pdu;

/** The acceptor's answer to one presentation context (PS3.8 Table 9-18). */
public enum ContextResult {
  ACCEPTANCE(0),
  USER_REJECTION(1),
  NO_REASON(2),
  ABSTRACT_SYNTAX_NOT_SUPPORTED(3),
  TRANSFER_SYNTAXES_NOT_SUPPORTED(4);

  private final int code;

  ContextResult(int code) {
    this.code = code;
  }

  /** Returns the code on the wire. */
  public int code() {
    return code;
  }

  /**
   * Returns the result with a code.
   *
   * @throws IllegalArgumentException for a code above 4
   */
  public static ContextResult ofCode(int code) {
    for (ContextResult result : values()) {
      if (result.code == code) {
        return result;
      }
    }
    throw new IllegalArgumentException("Result/Reason is " + code + "; it must be 0 to 4");
  }
}
