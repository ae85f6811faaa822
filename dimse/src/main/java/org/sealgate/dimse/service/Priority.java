package org.sealgate.dimse.service;

/** Priority (0000,0700) of a C-STORE, C-FIND, C-MOVE or C-GET (PS3.7 9.3). */
public enum Priority {
  MEDIUM(0x0000),
  HIGH(0x0001),
  LOW(0x0002);

  private final int code;

  Priority(int code) {
    this.code = code;
  }

  /** Returns the value of (0000,0700). */
  public int code() {
    return code;
  }

  /** Returns the priority with a code; unknown codes read as medium, as nothing depends on it. */
  public static Priority ofCode(int code) {
    return switch (code) {
      case 1 -> HIGH;
      case 2 -> LOW;
      default -> MEDIUM;
    };
  }
}
