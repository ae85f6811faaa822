package org.sealgate.dimse.pdu;

/** The check every UID on this layer passes (PS3.5 9.1): 1 to 64 digits and dots. */
public final class Uids {
  /** The most characters a UID may have. */
  public static final int MAXIMUM_LENGTH = 64;

  /** DICOM Application Context Name (PS3.7 A.2.1), the only one there is. */
  public static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  private Uids() {}

  /**
   * Returns the UID itself.
   *
   * @throws IllegalArgumentException naming the field if it is no UID
   */
  public static String check(String field, String uid) {
    if (uid.isEmpty() || uid.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "%s has %d characters; a UID has 1 to 64".formatted(field, uid.length()));
    }
    for (int index = 0; index < uid.length(); index++) {
      char character = uid.charAt(index);
      if (character != '.' && (character < '0' || character > '9')) {
        throw new IllegalArgumentException(
            "%s contains character 0x%02X at %d; a UID has digits and dots only"
                .formatted(field, (int) character, index));
      }
    }
    return uid;
  }
}
