package org.sealgate.chain.record;

import java.nio.charset.StandardCharsets;

/**
 * The body part of an X-ray image on record.
 *
 * @param name 1 to {@value #MAXIMUM_LENGTH} bytes of UTF-8, as in Body Part Examined (0018,0015)
 */
public record BodyPart(String name) {
  /** Longest name in bytes of UTF-8, the contract's MAX_PART_LENGTH. */
  public static final int MAXIMUM_LENGTH = 16;

  /** Checks the length. */
  public BodyPart {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "body part has %d bytes, not 1 to %d".formatted(length, MAXIMUM_LENGTH));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
