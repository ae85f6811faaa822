package org.sealgate.testdicom.generate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Unique identifiers derived from a seed: a name-based UUID under 2.25 (PS3.5 B.2). */
final class Uids {
  private Uids() {}

  /**
   * The UID of something.
   *
   * @param seed seed of the study
   * @param what what the UID identifies, such as {@code study} or {@code instance 3}
   */
  static String of(long seed, String what) {
    byte[] name = ("sealgate " + seed + " " + what).getBytes(StandardCharsets.US_ASCII);
    String digits = UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    return "2.25." + new BigInteger(digits, 16);
  }
}
