package org.sealgate.dimse.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The elements of group 0000 (PS3.7 Table E.1-1) with their value representation. */
public enum CommandElement {
  COMMAND_GROUP_LENGTH(0x0000, Kind.UNSIGNED_LONG),
  AFFECTED_SOP_CLASS_UID(0x0002, Kind.UID),
  REQUESTED_SOP_CLASS_UID(0x0003, Kind.UID),
  COMMAND_FIELD(0x0100, Kind.UNSIGNED_SHORT),
  MESSAGE_ID(0x0110, Kind.UNSIGNED_SHORT),
  MESSAGE_ID_BEING_RESPONDED_TO(0x0120, Kind.UNSIGNED_SHORT),
  MOVE_DESTINATION(0x0600, Kind.TEXT),
  PRIORITY(0x0700, Kind.UNSIGNED_SHORT),
  COMMAND_DATA_SET_TYPE(0x0800, Kind.UNSIGNED_SHORT),
  STATUS(0x0900, Kind.UNSIGNED_SHORT),
  OFFENDING_ELEMENT(0x0901, Kind.ATTRIBUTE_TAG),
  ERROR_COMMENT(0x0902, Kind.TEXT),
  ERROR_ID(0x0903, Kind.UNSIGNED_SHORT),
  AFFECTED_SOP_INSTANCE_UID(0x1000, Kind.UID),
  REQUESTED_SOP_INSTANCE_UID(0x1001, Kind.UID),
  EVENT_TYPE_ID(0x1002, Kind.UNSIGNED_SHORT),
  ATTRIBUTE_IDENTIFIER_LIST(0x1005, Kind.ATTRIBUTE_TAG),
  ACTION_TYPE_ID(0x1008, Kind.UNSIGNED_SHORT),
  NUMBER_OF_REMAINING_SUBOPERATIONS(0x1020, Kind.UNSIGNED_SHORT),
  NUMBER_OF_COMPLETED_SUBOPERATIONS(0x1021, Kind.UNSIGNED_SHORT),
  NUMBER_OF_FAILED_SUBOPERATIONS(0x1022, Kind.UNSIGNED_SHORT),
  NUMBER_OF_WARNING_SUBOPERATIONS(0x1023, Kind.UNSIGNED_SHORT),
  MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE(0x1030, Kind.TEXT),
  MOVE_ORIGINATOR_MESSAGE_ID(0x1031, Kind.UNSIGNED_SHORT);

  /** How the value is written; all numbers little endian (PS3.7 6.3.1). */
  public enum Kind {
    /** UL: 4 bytes. */
    UNSIGNED_LONG,
    /** US: 2 bytes. */
    UNSIGNED_SHORT,
    /** AT: group and element number, 2 bytes each, any number of them. */
    ATTRIBUTE_TAG,
    /** UI: characters, padded with NUL to an even length. */
    UID,
    /** AE, LO: characters, padded with a space to an even length. */
    TEXT
  }

  private static final Map<Integer, CommandElement> BY_NUMBER = new HashMap<>();

  static {
    for (CommandElement element : values()) {
      BY_NUMBER.put(element.number, element);
    }
  }

  private final int number;
  private final Kind kind;

  CommandElement(int number, Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  /** Returns the element number; the group is 0000. */
  public int number() {
    return number;
  }

  /** Returns how the value is written. */
  public Kind kind() {
    return kind;
  }

  /** Returns the element with a number. */
  public static Optional<CommandElement> ofNumber(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** Returns name and tag for messages to people. */
  public String describe() {
    return "%s (0000,%04X)".formatted(name(), number);
  }
}
