package org.sealgate.dimse.pdu;

/**
 * Implementation Version Name sub-item, 55H (PS3.7 D.3.3.2).
 *
 * @param name 1 to 16 characters
 */
public record ImplementationVersionName(String name) implements UserInformationItem {
  public ImplementationVersionName {
    if (name.isEmpty() || name.length() > 16) {
      throw new IllegalArgumentException(
          "Implementation-version-name has %d characters; it needs 1 to 16"
              .formatted(name.length()));
    }
  }
}
