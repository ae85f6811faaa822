package org.sealgate.dimse.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Command Field (0000,0100): which DIMSE message it is (PS3.7 Table E.1-1). */
public enum CommandField {
  C_STORE_RQ(0x0001),
  C_STORE_RSP(0x8001),
  C_GET_RQ(0x0010),
  C_GET_RSP(0x8010),
  C_FIND_RQ(0x0020),
  C_FIND_RSP(0x8020),
  C_MOVE_RQ(0x0021),
  C_MOVE_RSP(0x8021),
  C_ECHO_RQ(0x0030),
  C_ECHO_RSP(0x8030),
  N_EVENT_REPORT_RQ(0x0100),
  N_EVENT_REPORT_RSP(0x8100),
  N_GET_RQ(0x0110),
  N_GET_RSP(0x8110),
  N_SET_RQ(0x0120),
  N_SET_RSP(0x8120),
  N_ACTION_RQ(0x0130),
  N_ACTION_RSP(0x8130),
  N_CREATE_RQ(0x0140),
  N_CREATE_RSP(0x8140),
  N_DELETE_RQ(0x0150),
  N_DELETE_RSP(0x8150),
  C_CANCEL_RQ(0x0FFF);

  /** The bit that tells a response from its request. */
  public static final int RESPONSE_BIT = 0x8000;

  private static final Map<Integer, CommandField> BY_CODE = new HashMap<>();

  static {
    for (CommandField field : values()) {
      BY_CODE.put(field.code, field);
    }
  }

  private final int code;

  CommandField(int code) {
    this.code = code;
  }

  /** Returns the value of (0000,0100). */
  public int code() {
    return code;
  }

  /** Returns whether the message answers another one. */
  public boolean isResponse() {
    return (code & RESPONSE_BIT) != 0;
  }

  /** Returns whether C-CANCEL is for this request (PS3.7 9.3.2.3, 9.3.3.3, 9.3.4.3). */
  public boolean isCancellable() {
    return this == C_FIND_RQ || this == C_GET_RQ || this == C_MOVE_RQ;
  }

  /**
   * Returns the response to this request.
   *
   * @throws IllegalStateException for a response and for C-CANCEL, which has none
   */
  public CommandField response() {
    return ofCode(code | RESPONSE_BIT)
        .filter(response -> response != this)
        .orElseThrow(() -> new IllegalStateException(this + " has no response"));
  }

  /** Returns the message with a code. */
  public static Optional<CommandField> ofCode(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
