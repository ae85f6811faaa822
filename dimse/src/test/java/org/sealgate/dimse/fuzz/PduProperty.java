package org.sealgate.dimse.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduDecoder;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PduType;

/**
 * PDUs: the input as it is, and the input as type and variable field, because a length field that
 * is just right is rarely hit by chance.
 */
final class PduProperty implements Property {
  @Override
  public void check(byte[] input) {
    try {
      checkAccepted(PduDecoder.decode(ByteBuffer.wrap(input)));
    } catch (PduFormatException refused) {
      requireMessage(refused);
    }
    if (input.length > 0) {
      PduType.ofCode(input[0]).ifPresent(type -> checkBody(type, input));
    }
  }

  private static void checkBody(PduType type, byte[] input) {
    try {
      Pdu pdu = PduDecoder.decodeBody(type, ByteBuffer.wrap(input, 1, input.length - 1));
      Property.requireEqual(type, pdu.type(), "type");
      checkAccepted(pdu);
    } catch (PduFormatException refused) {
      requireMessage(refused);
    }
  }

  private static void checkAccepted(Pdu pdu) throws PduFormatException {
    byte[] encoded = bytes(PduEncoder.encode(pdu));
    Pdu again = PduDecoder.decode(ByteBuffer.wrap(encoded));
    Property.requireEqual(pdu, again, "decoded again");
    if (!Arrays.equals(encoded, bytes(PduEncoder.encode(again)))) {
      throw new AssertionError("encoded again, other bytes: " + pdu);
    }
    if (pdu.toString().isEmpty()) {
      throw new AssertionError("no text for " + pdu.type());
    }
  }

  private static void requireMessage(PduFormatException refused) {
    if (Optional.ofNullable(refused.getMessage()).orElse("").isEmpty()) {
      throw new AssertionError("refused without saying why", refused);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
