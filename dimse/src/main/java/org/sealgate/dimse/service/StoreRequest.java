package org.sealgate.dimse.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.Uids;

/**
 * What a C-STORE-RQ says about its data set (PS3.7 9.3.1.1).
 *
 * @param affectedSopClassUid (0000,0002)
 * @param affectedSopInstanceUid (0000,1000)
 * @param priority (0000,0700)
 * @param moveOriginator set if the store is a sub-operation of a C-MOVE
 */
public record StoreRequest(
    String affectedSopClassUid,
    String affectedSopInstanceUid,
    Priority priority,
    @Nullable MoveOriginator moveOriginator) {

  public StoreRequest {
    Uids.check("Affected SOP Class UID", affectedSopClassUid);
    Uids.check("Affected SOP Instance UID", affectedSopInstanceUid);
  }

  /** Returns a request of medium priority that no C-MOVE caused. */
  public static StoreRequest of(String sopClassUid, String sopInstanceUid) {
    return new StoreRequest(sopClassUid, sopInstanceUid, Priority.MEDIUM, null);
  }

  /**
   * Returns what a C-STORE-RQ command set says.
   *
   * @throws CommandFormatException if a UID is missing or is none
   */
  public static StoreRequest of(CommandSet command) throws CommandFormatException {
    try {
      return new StoreRequest(
          command.text(CommandElement.AFFECTED_SOP_CLASS_UID).orElse(""),
          command.text(CommandElement.AFFECTED_SOP_INSTANCE_UID).orElse(""),
          Priority.ofCode(command.unsignedShort(CommandElement.PRIORITY).orElse(0)),
          originator(command).orElse(null));
    } catch (IllegalArgumentException invalid) {
      throw new CommandFormatException("C-STORE-RQ: " + invalid.getMessage());
    }
  }

  private static Optional<MoveOriginator> originator(CommandSet command) {
    return command
        .text(CommandElement.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE)
        .map(title ->
            new MoveOriginator(
                new AeTitle(title),
                command.unsignedShort(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID).orElse(0)));
  }
}
