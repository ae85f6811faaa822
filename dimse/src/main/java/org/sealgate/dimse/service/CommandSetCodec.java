package org.sealgate.dimse.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Implicit VR Little Endian for group 0000: group, element, 32-bit length, value (PS3.7 6.3.1). */
final class CommandSetCodec {
  private CommandSetCodec() {}

  static SortedMap<Integer, byte[]> decode(ByteBuffer bytes) throws CommandFormatException {
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    SortedMap<Integer, byte[]> values = new TreeMap<>();
    int previous = -1;
    while (in.hasRemaining()) {
      int number = elementNumber(in);
      if (number <= previous) {
        throw new CommandFormatException(
            "Element (0000,%04X) stands after (0000,%04X); elements must ascend"
                .formatted(number, previous));
      }
      previous = number;
      byte[] value = value(in, number);
      // The group length is recomputed when encoding; senders that get it wrong do no harm.
      if (number != CommandElement.COMMAND_GROUP_LENGTH.number()) {
        values.put(number, value);
      }
    }
    return values;
  }

  private static int elementNumber(ByteBuffer in) throws CommandFormatException {
    if (in.remaining() < 8) {
      throw new CommandFormatException(
          "Command set ends %d bytes into an element's header of 8".formatted(in.remaining()));
    }
    int group = in.getShort() & 0xFFFF;
    int number = in.getShort() & 0xFFFF;
    if (group != 0) {
      throw new CommandFormatException(
          "Element (%04X,%04X) is in the command set; only group 0000 is allowed"
              .formatted(group, number));
    }
    return number;
  }

  private static byte[] value(ByteBuffer in, int number) throws CommandFormatException {
    long length = in.getInt() & 0xFFFF_FFFFL;
    if (length > in.remaining()) {
      throw new CommandFormatException(
          "Element (0000,%04X) has length %d, only %d bytes are left"
              .formatted(number, length, in.remaining()));
    }
    byte[] value = new byte[(int) length];
    in.get(value);
    return value;
  }

  static ByteBuffer encode(SortedMap<Integer, byte[]> values, int length) {
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0).putInt(4).putInt(length - 12);
    for (Map.Entry<Integer, byte[]> entry : values.entrySet()) {
      byte[] value = entry.getValue();
      out.putShort((short) 0).putShort(entry.getKey().shortValue()).putInt(value.length).put(value);
    }
    return out.flip();
  }

  static String describe(CommandSet set, CommandElement element) {
    return element
        + "="
        + switch (element.kind()) {
          case UNSIGNED_SHORT ->
              set.unsignedShort(element).stream()
                  .mapToObj("0x%04X"::formatted)
                  .findFirst()
                  .orElse("");
          // What a peer sends must not begin a line of its own in a log.
          case UID, TEXT -> set.text(element).orElse("").replaceAll("\\p{Cntrl}", "?");
          case ATTRIBUTE_TAG -> set.tags(element).stream().map("%08X"::formatted).toList();
          case UNSIGNED_LONG -> "";
        };
  }
}
