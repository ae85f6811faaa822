package org.sealgate.dimse.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable command set: the elements of group 0000 in ascending order (PS3.7 6.3.1, Implicit VR
 * Little Endian). Elements that this library does not know keep their bytes, so that a message can
 * be relayed unchanged. The group length is no element here; {@link #encode()} computes it.
 */
public final class CommandSet {
  /** Command Data Set Type (0000,0800) of a message without a data set (PS3.7 E.1). */
  public static final int NO_DATA_SET = 0x0101;

  private static final int GROUP_LENGTH_ELEMENT_SIZE = 12;

  private final SortedMap<Integer, byte[]> values;

  private CommandSet(SortedMap<Integer, byte[]> values) {
    this.values = values;
  }

  /** Returns a builder without elements. */
  public static Builder builder() {
    return new Builder(new TreeMap<>());
  }

  /** Returns a builder that starts with this set's elements. */
  public Builder toBuilder() {
    return new Builder(new TreeMap<>(values));
  }

  /**
   * Decodes the bytes of a command set from position to limit.
   *
   * @throws CommandFormatException if an element is not of group 0000, out of order or cut off
   */
  public static CommandSet decode(ByteBuffer bytes) throws CommandFormatException {
    return new CommandSet(CommandSetCodec.decode(bytes));
  }

  /** Returns the encoded set with its group length, from position 0 to the limit. */
  public ByteBuffer encode() {
    int length =
        values.values().stream().mapToInt(value -> value.length + 8).sum()
            + GROUP_LENGTH_ELEMENT_SIZE;
    return CommandSetCodec.encode(values, length);
  }

  /** Returns whether the set has an element. */
  public boolean contains(CommandElement element) {
    return values.containsKey(element.number());
  }

  /** Returns a copy of an element's bytes, padding included; also for numbers without a name. */
  public Optional<byte[]> bytes(int elementNumber) {
    return Optional.ofNullable(values.get(elementNumber)).map(byte[]::clone);
  }

  /** Returns a US value; empty if the element is absent or has no value. */
  public OptionalInt unsignedShort(CommandElement element) {
    byte[] value = values.get(element.number());
    if (value == null || value.length < 2) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((value[0] & 0xFF) | (value[1] & 0xFF) << 8);
  }

  /** Returns a UI, AE or LO value without padding; empty if absent or without a value. */
  public Optional<String> text(CommandElement element) {
    byte[] value = values.get(element.number());
    if (value == null) {
      return Optional.empty();
    }
    String text = new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Returns AT values, group in the upper 16 bits; none if the element is absent. */
  public List<Integer> tags(CommandElement element) {
    byte[] value = values.get(element.number());
    List<Integer> tags = new ArrayList<>();
    if (value != null) {
      ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
      while (in.remaining() >= 4) {
        tags.add((in.getShort() & 0xFFFF) << 16 | (in.getShort() & 0xFFFF));
      }
    }
    return List.copyOf(tags);
  }

  /**
   * Returns which message it is; empty for a code that PS3.7 does not have, see {@link
   * #commandFieldCode()}.
   */
  public Optional<CommandField> commandField() {
    return CommandField.ofCode(commandFieldCode());
  }

  /** Returns the value of Command Field, -1 if the element is absent. */
  public int commandFieldCode() {
    return unsignedShort(CommandElement.COMMAND_FIELD).orElse(-1);
  }

  /** Returns the Message ID of a request, 0 if absent. */
  public int messageId() {
    return unsignedShort(CommandElement.MESSAGE_ID).orElse(0);
  }

  /** Returns the Message ID Being Responded To of a response or C-CANCEL, 0 if absent. */
  public int messageIdBeingRespondedTo() {
    return unsignedShort(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO).orElse(0);
  }

  /** Returns whether a data set follows. */
  public boolean hasDataSet() {
    return unsignedShort(CommandElement.COMMAND_DATA_SET_TYPE).orElse(NO_DATA_SET) != NO_DATA_SET;
  }

  /** Returns the Affected or Requested SOP Class UID, whichever the message has. */
  public Optional<String> sopClassUid() {
    return text(CommandElement.AFFECTED_SOP_CLASS_UID)
        .or(() -> text(CommandElement.REQUESTED_SOP_CLASS_UID));
  }

  /** Returns the Affected or Requested SOP Instance UID, whichever the message has. */
  public Optional<String> sopInstanceUid() {
    return text(CommandElement.AFFECTED_SOP_INSTANCE_UID)
        .or(() -> text(CommandElement.REQUESTED_SOP_INSTANCE_UID));
  }

  /** Returns the status of a response with what explains it; a missing status reads as 0110. */
  public Status status() {
    return new Status(
        unsignedShort(CommandElement.STATUS).orElse(Status.PROCESSING_FAILURE.code()),
        text(CommandElement.ERROR_COMMENT).orElse(null),
        tags(CommandElement.OFFENDING_ELEMENT),
        unsignedShort(CommandElement.ERROR_ID));
  }

  /** Returns the sub-operation counts of a C-MOVE or C-GET response. */
  public SubOperations subOperations() {
    return new SubOperations(
        unsignedShort(CommandElement.NUMBER_OF_REMAINING_SUBOPERATIONS).orElse(0),
        unsignedShort(CommandElement.NUMBER_OF_COMPLETED_SUBOPERATIONS).orElse(0),
        unsignedShort(CommandElement.NUMBER_OF_FAILED_SUBOPERATIONS).orElse(0),
        unsignedShort(CommandElement.NUMBER_OF_WARNING_SUBOPERATIONS).orElse(0));
  }

  /** Returns this set with another Message ID. */
  public CommandSet withMessageId(int messageId) {
    return toBuilder().set(CommandElement.MESSAGE_ID, messageId).build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandSet that && encode().equals(that.encode());
  }

  @Override
  public int hashCode() {
    return encode().hashCode();
  }

  /** Returns message, ids and UIDs, for logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(commandField().map(Enum::name).orElse("0x%04X".formatted(commandFieldCode())));
    for (Map.Entry<Integer, byte[]> entry : values.entrySet()) {
      CommandElement.ofNumber(entry.getKey())
          .filter(element -> element != CommandElement.COMMAND_FIELD)
          .ifPresent(element -> text.append(' ').append(CommandSetCodec.describe(this, element)));
    }
    return text.toString();
  }

  /** Collects the elements of a command set. Not for several threads. */
  public static final class Builder {
    private final SortedMap<Integer, byte[]> values;

    private Builder(SortedMap<Integer, byte[]> values) {
      this.values = values;
    }

    /** Sets which message it is. */
    public Builder commandField(CommandField field) {
      return set(CommandElement.COMMAND_FIELD, field.code());
    }

    /** Sets a US element. */
    public Builder set(CommandElement element, int value) {
      require(element, CommandElement.Kind.UNSIGNED_SHORT);
      if (value < 0 || value > 0xFFFF) {
        throw new IllegalArgumentException(
            element.describe() + " is " + value + "; it must be 0 to 65535");
      }
      return put(element.number(), new byte[] {(byte) value, (byte) (value >>> 8)});
    }

    /** Sets a UI, AE or LO element; padding is added. */
    public Builder set(CommandElement element, String value) {
      byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
      byte[] padded = Arrays.copyOf(text, text.length + text.length % 2);
      if (padded.length > text.length && element.kind() != CommandElement.Kind.UID) {
        padded[text.length] = ' ';
      }
      if (element.kind() != CommandElement.Kind.UID) {
        require(element, CommandElement.Kind.TEXT);
      }
      return put(element.number(), padded);
    }

    /** Sets an AT element. */
    public Builder set(CommandElement element, List<Integer> tags) {
      require(element, CommandElement.Kind.ATTRIBUTE_TAG);
      ByteBuffer out = ByteBuffer.allocate(tags.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
      tags.forEach(tag -> out.putShort((short) (tag >>> 16)).putShort(tag.shortValue()));
      return put(element.number(), out.array());
    }

    /** Sets the bytes of any element of group 0000, of even length. */
    public Builder setBytes(int elementNumber, byte[] value) {
      if (elementNumber < 1 || elementNumber > 0xFFFF || value.length % 2 != 0) {
        throw new IllegalArgumentException(
            "Element (0000,%04X) of %d bytes: number must be 0001 to FFFF, length even"
                .formatted(elementNumber, value.length));
      }
      return put(elementNumber, value.clone());
    }

    /** Sets status, error comment, offending elements and error id; absent ones are removed. */
    public Builder status(Status status) {
      set(CommandElement.STATUS, status.code());
      remove(CommandElement.ERROR_COMMENT);
      remove(CommandElement.OFFENDING_ELEMENT);
      remove(CommandElement.ERROR_ID);
      if (status.errorComment() != null) {
        set(CommandElement.ERROR_COMMENT, status.errorComment());
      }
      if (!status.offendingElements().isEmpty()) {
        set(CommandElement.OFFENDING_ELEMENT, status.offendingElements());
      }
      status.errorId().ifPresent(errorId -> set(CommandElement.ERROR_ID, errorId));
      return this;
    }

    /** Sets whether a data set follows. */
    public Builder dataSet(boolean follows) {
      return set(CommandElement.COMMAND_DATA_SET_TYPE, follows ? 0x0001 : NO_DATA_SET);
    }

    /** Removes an element if it is there. */
    public Builder remove(CommandElement element) {
      values.remove(element.number());
      return this;
    }

    /** Returns the command set. */
    public CommandSet build() {
      return new CommandSet(new TreeMap<>(values));
    }

    private Builder put(int number, byte[] value) {
      values.put(number, value);
      return this;
    }

    private static void require(CommandElement element, CommandElement.Kind kind) {
      if (element.kind() != kind) {
        throw new IllegalArgumentException(element.describe() + " is not of kind " + kind);
      }
    }
  }
}
