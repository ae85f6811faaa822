package org.sealgate.dimse.service;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Status (0000,0900) of a response with what explains it (PS3.7 Annex C, PS3.4 for each service).
 *
 * @param code 0 to FFFF
 * @param errorComment (0000,0902), 64 characters at most; longer ones are cut, characters that LO
 *     does not allow become spaces; null if absent
 * @param offendingElements (0000,0901), group in the upper 16 bits
 * @param errorId (0000,0903), empty if absent
 */
public record Status(
    int code, @Nullable String errorComment, List<Integer> offendingElements, OptionalInt errorId) {

  public static final Status SUCCESS = of(0x0000);
  public static final Status CANCEL = of(0xFE00);
  public static final Status PENDING = of(0xFF00);

  /** Pending, but an optional key was not supported (PS3.4 C.4.1.1.4). */
  public static final Status PENDING_WITH_WARNING = of(0xFF01);

  /** Warning: requested optional attributes are not supported (N-GET, UPS). */
  public static final Status OPTIONAL_ATTRIBUTES_NOT_SUPPORTED = of(0x0001);

  public static final Status REFUSED_SOP_CLASS_NOT_SUPPORTED = of(0x0122);
  public static final Status NO_SUCH_ATTRIBUTE = of(0x0105);
  public static final Status INVALID_ATTRIBUTE_VALUE = of(0x0106);

  /** Warning: attributes that were not recognized were passed over. */
  public static final Status ATTRIBUTE_LIST_ERROR = of(0x0107);

  public static final Status PROCESSING_FAILURE = of(0x0110);
  public static final Status DUPLICATE_SOP_INSTANCE = of(0x0111);
  public static final Status NO_SUCH_SOP_INSTANCE = of(0x0112);
  public static final Status NO_SUCH_EVENT_TYPE = of(0x0113);
  public static final Status NO_SUCH_ARGUMENT = of(0x0114);
  public static final Status INVALID_ARGUMENT_VALUE = of(0x0115);

  /** Warning: an attribute's value was out of range. */
  public static final Status ATTRIBUTE_VALUE_OUT_OF_RANGE = of(0x0116);

  public static final Status INVALID_SOP_INSTANCE = of(0x0117);
  public static final Status NO_SUCH_SOP_CLASS = of(0x0118);
  public static final Status CLASS_INSTANCE_CONFLICT = of(0x0119);
  public static final Status MISSING_ATTRIBUTE = of(0x0120);
  public static final Status MISSING_ATTRIBUTE_VALUE = of(0x0121);
  public static final Status NO_SUCH_ACTION_TYPE = of(0x0123);
  public static final Status REFUSED_NOT_AUTHORIZED = of(0x0124);
  public static final Status DUPLICATE_INVOCATION = of(0x0210);
  public static final Status UNRECOGNIZED_OPERATION = of(0x0211);
  public static final Status MISTYPED_ARGUMENT = of(0x0212);
  public static final Status RESOURCE_LIMITATION = of(0x0213);

  /** Refused: out of resources (C-STORE, C-FIND). */
  public static final Status OUT_OF_RESOURCES = of(0xA700);

  /** Refused: out of resources – unable to calculate number of matches (C-MOVE, C-GET). */
  public static final Status OUT_OF_RESOURCES_MATCHES = of(0xA701);

  /** Refused: out of resources – unable to perform sub-operations (C-MOVE, C-GET). */
  public static final Status OUT_OF_RESOURCES_SUBOPERATIONS = of(0xA702);

  /** Refused: move destination unknown (C-MOVE). */
  public static final Status MOVE_DESTINATION_UNKNOWN = of(0xA801);

  /** Error: data set does not match SOP class (C-STORE); identifier does not match (queries). */
  public static final Status DATA_SET_DOES_NOT_MATCH_SOP_CLASS = of(0xA900);

  /** Warning: coercion of data elements (C-STORE); the same code as the next one. */
  public static final Status COERCION_OF_DATA_ELEMENTS = of(0xB000);

  /** Warning: elements discarded (C-STORE). */
  public static final Status ELEMENTS_DISCARDED = of(0xB006);

  /** Warning: data set does not match SOP class (C-STORE). */
  public static final Status WARNING_DATA_SET_DOES_NOT_MATCH_SOP_CLASS = of(0xB007);

  /** Sub-operations complete, one or more failures or warnings (C-MOVE, C-GET). */
  public static final Status SUBOPERATIONS_WITH_FAILURES = of(0xB000);

  /** Error: cannot understand (C-STORE); unable to process (C-FIND). */
  public static final Status CANNOT_UNDERSTAND = of(0xC000);

  private static final int MAXIMUM_COMMENT = 64;

  public Status {
    if (code < 0 || code > 0xFFFF) {
      throw new IllegalArgumentException("Status is " + code + "; it must be 0 to 65535");
    }
    if (errorId.isPresent() && (errorId.getAsInt() < 0 || errorId.getAsInt() > 0xFFFF)) {
      throw new IllegalArgumentException(
          "Error ID is " + errorId.getAsInt() + "; it must be 0 to 65535");
    }
    errorComment = errorComment == null ? null : asLongString(errorComment);
    offendingElements = List.copyOf(offendingElements);
  }

  /** What the LO value representation allows (PS3.5 6.2): ASCII without controls and backslash. */
  private static @Nullable String asLongString(String comment) {
    String allowed = comment.replaceAll("[^ -~]|\\\\", " ").strip();
    if (allowed.isEmpty()) {
      return null;
    }
    return allowed.substring(0, Math.min(allowed.length(), MAXIMUM_COMMENT)).strip();
  }

  /** Returns a bare status. */
  public static Status of(int code) {
    return new Status(code, null, List.of(), OptionalInt.empty());
  }

  /** Returns this status with an error comment, cut after 64 characters. */
  public Status withComment(String comment) {
    return new Status(code, comment, offendingElements, errorId);
  }

  /** Returns this status with offending elements, group in the upper 16 bits. */
  public Status withOffendingElements(List<Integer> tags) {
    return new Status(code, errorComment, tags, errorId);
  }

  /** Returns this status with an error id that means something to the SCP (PS3.7 Annex C). */
  public Status withErrorId(int id) {
    return new Status(code, errorComment, offendingElements, OptionalInt.of(id));
  }

  /** Returns the class of the code. */
  public StatusClass statusClass() {
    return StatusClass.ofCode(code);
  }

  /** Returns whether the code is 0000. */
  public boolean isSuccess() {
    return code == 0;
  }

  /** Returns whether more responses follow. */
  public boolean isPending() {
    return statusClass() == StatusClass.PENDING;
  }

  /** Returns whether what was asked for was done: Success or Warning. */
  public boolean isSuccessOrWarning() {
    return isSuccess() || statusClass() == StatusClass.WARNING;
  }

  /** Returns whether the codes agree, whatever the comments say. */
  public boolean hasCodeOf(Status other) {
    return code == other.code;
  }

  /** Returns the code in hexadecimal with its class and comment. */
  @Override
  public String toString() {
    String text = "%04X %s".formatted(code, statusClass());
    return errorComment == null ? text : text + " (" + errorComment + ")";
  }
}
