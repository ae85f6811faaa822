package org.sealgate.dimse.pdu;

/** Which part of the peer rejected (PS3.8 Table 9-21). */
public enum RejectSource {
  SERVICE_USER(1),
  SERVICE_PROVIDER_ACSE(2),
  SERVICE_PROVIDER_PRESENTATION(3);

  private final int code;

  RejectSource(int code) {
    this.code = code;
  }

  /** Returns the code on the wire. */
  public int code() {
    return code;
  }

  /**
   * Returns the source with a code.
   *
   * @throws IllegalArgumentException for a code other than 1, 2 and 3
   */
  public static RejectSource ofCode(int code) {
    return switch (code) {
      case 1 -> SERVICE_USER;
      case 2 -> SERVICE_PROVIDER_ACSE;
      case 3 -> SERVICE_PROVIDER_PRESENTATION;
      default -> throw new IllegalArgumentException("Source is " + code + "; it must be 1, 2 or 3");
    };
  }
}
