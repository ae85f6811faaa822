package org.sealgate.dimse.pdu;

/**
 * An Application Entity title (PS3.5 6.2, value representation AE): 1 to 16 characters of ISO 646
 * without backslash and control characters. Leading and trailing spaces do not count and are
 * removed.
 *
 * @param value the title without padding
 */
public record AeTitle(String value) {
  /** The most characters a title may have. */
  public static final int MAXIMUM_LENGTH = 16;

  public AeTitle {
    value = value.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("AE title is empty; it needs 1 to 16 characters");
    }
    if (value.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "AE title '%s' has %d characters; at most 16 are allowed"
              .formatted(value, value.length()));
    }
    value.chars().filter(character -> !isAllowed(character)).findFirst().ifPresent(AeTitle::refuse);
  }

  private static boolean isAllowed(int character) {
    return character >= 0x20 && character < 0x7F && character != '\\';
  }

  private static void refuse(int character) {
    throw new IllegalArgumentException(
        "AE title contains character 0x%02X; only printable ASCII without backslash is allowed"
            .formatted(character));
  }

  /** Returns the title without padding. */
  @Override
  public String toString() {
    return value;
  }
}
