package org.sealgate.dimse.service;

import java.util.Arrays;
import java.util.List;
import org.sealgate.dimse.pdu.AeTitle;

/**
 * Builds the command sets of DIMSE messages (PS3.7 9.3 and 10.3). Message IDs and the data set flag
 * are filled in by the association that sends them.
 */
public final class Commands {
  /** Verification SOP Class (PS3.4 A.4). */
  public static final String VERIFICATION_SOP_CLASS = "1.2.840.10008.1.1";

  private Commands() {}

  /** C-ECHO-RQ. */
  public static CommandSet echoRequest() {
    return affected(CommandField.C_ECHO_RQ, VERIFICATION_SOP_CLASS).build();
  }

  /** C-STORE-RQ. */
  public static CommandSet storeRequest(StoreRequest request) {
    CommandSet.Builder command =
        affected(CommandField.C_STORE_RQ, request.affectedSopClassUid())
            .set(CommandElement.PRIORITY, request.priority().code())
            .set(CommandElement.AFFECTED_SOP_INSTANCE_UID, request.affectedSopInstanceUid())
            .dataSet(true);
    MoveOriginator originator = request.moveOriginator();
    if (originator != null) {
      command
          .set(
              CommandElement.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE, originator.aeTitle().value())
          .set(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID, originator.messageId());
    }
    return command.build();
  }

  /** C-FIND-RQ. */
  public static CommandSet findRequest(String sopClassUid, Priority priority) {
    return query(CommandField.C_FIND_RQ, sopClassUid, priority).build();
  }

  /** C-GET-RQ. */
  public static CommandSet getRequest(String sopClassUid, Priority priority) {
    return query(CommandField.C_GET_RQ, sopClassUid, priority).build();
  }

  /** C-MOVE-RQ. */
  public static CommandSet moveRequest(String sopClassUid, Priority priority, AeTitle destination) {
    return query(CommandField.C_MOVE_RQ, sopClassUid, priority)
        .set(CommandElement.MOVE_DESTINATION, destination.value())
        .build();
  }

  /** C-CANCEL-RQ for the request with a Message ID. */
  public static CommandSet cancelRequest(int messageId) {
    return CommandSet.builder()
        .commandField(CommandField.C_CANCEL_RQ)
        .set(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, messageId)
        .dataSet(false)
        .build();
  }

  /** N-EVENT-REPORT-RQ; the event information is the data set. */
  public static CommandSet eventReportRequest(String sopClass, String sopInstance, int eventType) {
    return affected(CommandField.N_EVENT_REPORT_RQ, sopClass)
        .set(CommandElement.AFFECTED_SOP_INSTANCE_UID, sopInstance)
        .set(CommandElement.EVENT_TYPE_ID, eventType)
        .build();
  }

  /** N-GET-RQ; no attribute means all of them. Tags have the group in the upper 16 bits. */
  public static CommandSet getAttributesRequest(
      String sopClass, String sopInstance, List<Integer> attributes) {
    CommandSet.Builder command = requested(CommandField.N_GET_RQ, sopClass, sopInstance);
    if (!attributes.isEmpty()) {
      command.set(CommandElement.ATTRIBUTE_IDENTIFIER_LIST, attributes);
    }
    return command.build();
  }

  /** N-SET-RQ; the modification list is the data set. */
  public static CommandSet setRequest(String sopClass, String sopInstance) {
    return requested(CommandField.N_SET_RQ, sopClass, sopInstance).build();
  }

  /** N-ACTION-RQ; the action information is the data set. */
  public static CommandSet actionRequest(String sopClass, String sopInstance, int actionType) {
    return requested(CommandField.N_ACTION_RQ, sopClass, sopInstance)
        .set(CommandElement.ACTION_TYPE_ID, actionType)
        .build();
  }

  /** N-CREATE-RQ with the instance's UID chosen by the SCU; the attribute list is the data set. */
  public static CommandSet createRequest(String sopClass, String sopInstance) {
    return affected(CommandField.N_CREATE_RQ, sopClass)
        .set(CommandElement.AFFECTED_SOP_INSTANCE_UID, sopInstance)
        .build();
  }

  /** N-CREATE-RQ with the instance's UID left to the SCP. */
  public static CommandSet createRequest(String sopClass) {
    return affected(CommandField.N_CREATE_RQ, sopClass).build();
  }

  /** N-DELETE-RQ. */
  public static CommandSet deleteRequest(String sopClass, String sopInstance) {
    return requested(CommandField.N_DELETE_RQ, sopClass, sopInstance).build();
  }

  /**
   * The response to a request: its class and instance as affected ones, its message id, the status.
   * Event and action types are repeated too. Works for requests of unknown kind as well.
   */
  public static CommandSet response(CommandSet request, Status status) {
    CommandSet.Builder response = CommandSet.builder();
    response.setBytes(
        CommandElement.COMMAND_FIELD.number(),
        responseField(request.commandFieldCode() | CommandField.RESPONSE_BIT));
    response.set(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, request.messageId());
    request
        .sopClassUid()
        .ifPresent(uid -> response.set(CommandElement.AFFECTED_SOP_CLASS_UID, uid));
    request
        .sopInstanceUid()
        .ifPresent(uid -> response.set(CommandElement.AFFECTED_SOP_INSTANCE_UID, uid));
    for (CommandElement element :
        Arrays.asList(CommandElement.EVENT_TYPE_ID, CommandElement.ACTION_TYPE_ID)) {
      request.unsignedShort(element).ifPresent(type -> response.set(element, type));
    }
    return response.dataSet(false).status(status).build();
  }

  /** The response to an N-CREATE whose instance UID the SCP has chosen (PS3.7 10.1.5.1.4). */
  public static CommandSet createResponse(CommandSet request, Status status, String sopInstance) {
    return response(request, status).toBuilder()
        .set(CommandElement.AFFECTED_SOP_INSTANCE_UID, sopInstance)
        .build();
  }

  /**
   * The response to a C-MOVE or C-GET with its counts; remaining is left out of final responses
   * other than Cancel (PS3.7 9.3.4.2).
   */
  public static CommandSet response(CommandSet request, Status status, SubOperations counts) {
    CommandSet.Builder response = response(request, status).toBuilder();
    if (status.isPending() || status.statusClass() == StatusClass.CANCEL) {
      response.set(CommandElement.NUMBER_OF_REMAINING_SUBOPERATIONS, counts.remaining());
    }
    return response
        .set(CommandElement.NUMBER_OF_COMPLETED_SUBOPERATIONS, counts.completed())
        .set(CommandElement.NUMBER_OF_FAILED_SUBOPERATIONS, counts.failed())
        .set(CommandElement.NUMBER_OF_WARNING_SUBOPERATIONS, counts.warning())
        .build();
  }

  private static byte[] responseField(int code) {
    return new byte[] {(byte) code, (byte) (code >>> 8)};
  }

  private static CommandSet.Builder affected(CommandField field, String sopClass) {
    return CommandSet.builder()
        .commandField(field)
        .set(CommandElement.AFFECTED_SOP_CLASS_UID, sopClass)
        .dataSet(false);
  }

  private static CommandSet.Builder query(CommandField field, String sopClass, Priority priority) {
    return affected(field, sopClass).set(CommandElement.PRIORITY, priority.code()).dataSet(true);
  }

  private static CommandSet.Builder requested(
      CommandField field, String sopClass, String sopInstance) {
    return CommandSet.builder()
        .commandField(field)
        .set(CommandElement.REQUESTED_SOP_CLASS_UID, sopClass)
        .set(CommandElement.REQUESTED_SOP_INSTANCE_UID, sopInstance)
        .dataSet(false);
  }
}
