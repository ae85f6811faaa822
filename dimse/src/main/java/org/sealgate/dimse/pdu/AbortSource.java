package org.sealgate.dimse.pdu;

/** Who aborted (PS3.8 Table 9-26). Code 1 is reserved and may be received. */
public enum AbortSource {
  SERVICE_USER(0),
  RESERVED(1),
  SERVICE_PROVIDER(2);

  private final int code;

  AbortSource(int code) {
    this.code = code;
  }

  /** Returns the code on the wire. */
  public int code() {
    return code;
  }

  /** Returns the source with a code; unknown codes, which shall not be tested, read as reserved. */
  public static AbortSource ofCode(int code) {
    return switch (code) {
      case 0 -> SERVICE_USER;
      case 2 -> SERVICE_PROVIDER;
      default -> RESERVED;
    };
  }
}
