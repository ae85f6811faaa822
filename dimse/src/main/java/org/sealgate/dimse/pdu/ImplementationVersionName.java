package org.sealgate.dimse.pdu;

/**
 * Implementation Version Name sub-item, 55H (PS3.7 D.3.3.2).
 *
 * @param name 1 to 16 characters
 */
public record ImplementationVersionName(String name) implements UserInformationItem {
  /** The most characters a name may have. */
  public static final int MAXIMUM_LENGTH = 16;

  public ImplementationVersionName {
    if (name.isEmpty() || name.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "Implementation-version-name has %d characters; it needs 1 to 16"
              .formatted(name.length()));
    }
  }
}
