package org.sealgate.dimse.service;

/** The five classes of status codes (PS3.7 Annex C). */
public enum StatusClass {
  SUCCESS,
  WARNING,
  FAILURE,
  CANCEL,
  PENDING;

  /** Returns the class of a code; codes outside all ranges count as failures. */
  public static StatusClass ofCode(int code) {
    return switch (code) {
      case 0x0000 -> SUCCESS;
      case 0xFE00 -> CANCEL;
      case 0xFF00, 0xFF01 -> PENDING;
      // 0107 attribute list error, 0116 attribute value out of range; 0001 and Bxxx by definition.
      case 0x0001, 0x0107, 0x0116 -> WARNING;
      default -> (code & 0xF000) == 0xB000 ? WARNING : FAILURE;
    };
  }
}
