package org.sealgate.dimse.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes 11–74 of an A-ASSOCIATE-RQ, which an A-ASSOCIATE-AC sends back as they came and nobody
 * tests there (PS3.8 9.3.3): 11–26 Called-AE-title, 27–42 Calling-AE-title, 43–74 reserved.
 *
 * @param octets the 64 bytes
 */
public record EchoedFields(OctetString octets) {
  /** How many bytes they are. */
  public static final int LENGTH = 64;

  public EchoedFields {
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException(
          "Bytes 11-74 are %d bytes; they must be 64".formatted(octets.length()));
    }
  }

  /** Returns what a request has that begins an association: padded titles, zeros. */
  public static EchoedFields of(AeTitle calledAeTitle, AeTitle callingAeTitle) {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, 0, 2 * AeTitle.MAXIMUM_LENGTH, (byte) ' ');
    put(bytes, 0, calledAeTitle);
    put(bytes, AeTitle.MAXIMUM_LENGTH, callingAeTitle);
    return new EchoedFields(OctetString.of(bytes));
  }

  private static void put(byte[] bytes, int offset, AeTitle title) {
    byte[] text = title.value().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, offset, text.length);
  }

  /** Returns the Called-AE-title without padding; whether it is one was not tested. */
  public String calledAeTitle() {
    return title(0);
  }

  /** Returns the Calling-AE-title without padding; whether it is one was not tested. */
  public String callingAeTitle() {
    return title(AeTitle.MAXIMUM_LENGTH);
  }

  private String title(int offset) {
    String title =
        new String(
            octets.toByteArray(), offset, AeTitle.MAXIMUM_LENGTH, StandardCharsets.ISO_8859_1);
    // Some senders pad with NUL where the standard says space.
    int nul = title.indexOf(0);
    return (nul < 0 ? title : title.substring(0, nul)).strip();
  }
}
