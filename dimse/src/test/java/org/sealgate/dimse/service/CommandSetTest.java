package org.sealgate.dimse.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealgate.dimse.pdu.AeTitle;

class CommandSetTest {
  /** C-ECHO-RQ, message 7 (PS3.7 9.3.5.1). */
  private static final String ECHO =
      """
      0000 0000 04000000 38000000                      # group length 56
      0000 0200 12000000 312E322E3834302E31303030382E312E3100  # 1.2.840.10008.1.1, padded
      0000 0001 02000000 3000                          # command field 0030
      0000 1001 02000000 0700                          # message id 7
      0000 0008 02000000 0101                          # no data set
      """;

  private static byte[] hex(String commented) {
    return HexFormat.of().parseHex(commented.replaceAll("#[^\n]*", "").replaceAll("\\s", ""));
  }

  @Test
  void encode_shouldGiveTheBytesOfTheStandard() {
    assertThat(Commands.echoRequest().withMessageId(7).encode())
        .isEqualTo(ByteBuffer.wrap(hex(ECHO)));
  }

  @Test
  void decode_shouldReadTheBytesOfTheStandard() throws CommandFormatException {
    CommandSet echo = CommandSet.decode(ByteBuffer.wrap(hex(ECHO)));

    assertThat(echo.commandField()).contains(CommandField.C_ECHO_RQ);
    assertThat(echo.messageId()).isEqualTo(7);
    assertThat(echo.sopClassUid()).contains(Commands.VERIFICATION_SOP_CLASS);
    assertThat(echo.hasDataSet()).isFalse();
  }

  @Test
  void decode_shouldRefuseEveryTruncationInsideAnElement() {
    byte[] bytes = hex(ECHO);
    List<Integer> boundaries = List.of(0, 12, 38, 48, 58);
    for (int length = 0; length < bytes.length; length++) {
      if (!boundaries.contains(length)) {
        ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length).slice();
        assertThatThrownBy(() -> CommandSet.decode(cut)).isInstanceOf(CommandFormatException.class);
      }
    }
  }

  @Test
  void decode_shouldRefuseOtherGroupsAndDisorder() {
    assertThatThrownBy(() -> CommandSet.decode(ByteBuffer.wrap(hex("0800 0500 02000000 4953"))))
        .hasMessageContaining("(0008,0005)");
    assertThatThrownBy(() ->
            CommandSet.decode(
                ByteBuffer.wrap(hex("0000 1001 02000000 0100 0000 0001 02000000 3000"))))
        .hasMessageContaining("(0000,0100) stands after (0000,0110)");
  }

  @Test
  void unknownElements_shouldSurviveARelay() throws CommandFormatException {
    CommandSet original =
        Commands.echoRequest().toBuilder().setBytes(0x7777, new byte[] {1, 2, 3, 4}).build();

    CommandSet relayed = CommandSet.decode(original.encode()).withMessageId(9);

    assertThat(relayed.bytes(0x7777)).contains(new byte[] {1, 2, 3, 4});
    assertThat(relayed.messageId()).isEqualTo(9);
  }

  @Test
  void storeRequest_shouldCarryTheMoveOriginator() throws CommandFormatException {
    StoreRequest request =
        new StoreRequest(
            "1.2.3", "1.2.3.4", Priority.HIGH, new MoveOriginator(new AeTitle("VIEWER"), 42));

    CommandSet command = CommandSet.decode(Commands.storeRequest(request).encode());

    assertThat(StoreRequest.of(command)).isEqualTo(request);
    assertThat(command.hasDataSet()).isTrue();
  }

  @Test
  void storeRequest_shouldRefuseACommandWithoutAnInstance() {
    CommandSet command =
        CommandSet.builder()
            .commandField(CommandField.C_STORE_RQ)
            .set(CommandElement.AFFECTED_SOP_CLASS_UID, "1.2.3")
            .build();

    assertThatThrownBy(() -> StoreRequest.of(command))
        .isInstanceOf(CommandFormatException.class)
        .hasMessageContaining("Affected SOP Instance UID");
  }

  @Test
  void response_shouldCarryStatusCommentAndOffendingElements() throws CommandFormatException {
    Status status =
        Status.MISSING_ATTRIBUTE
            .withComment("Patient ID\\missing\n" + "x".repeat(80))
            .withOffendingElements(List.of(0x00100020));

    CommandSet response =
        CommandSet.decode(
            Commands.response(Commands.echoRequest().withMessageId(3), status).encode());

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.status().errorComment()).startsWith("Patient ID missing").hasSize(64);
    assertThat(response.messageIdBeingRespondedTo()).isEqualTo(3);
    assertThat(response.commandField()).contains(CommandField.C_ECHO_RSP);
  }

  @Test
  void finalMoveResponse_shouldLeaveRemainingOut() {
    CommandSet request = Commands.moveRequest("1.2.3", Priority.LOW, new AeTitle("VIEWER"));
    SubOperations counts = new SubOperations(1, 2, 3, 4);

    CommandSet pending = Commands.response(request, Status.PENDING, counts);
    CommandSet last = Commands.response(request, Status.SUBOPERATIONS_WITH_FAILURES, counts);

    assertThat(pending.subOperations()).isEqualTo(counts);
    assertThat(last.contains(CommandElement.NUMBER_OF_REMAINING_SUBOPERATIONS)).isFalse();
    assertThat(request.text(CommandElement.MOVE_DESTINATION)).contains("VIEWER");
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000,SUCCESS", "0x0001,WARNING", "0x0107,WARNING", "0xB006,WARNING", "0xFE00,CANCEL",
    "0xFF00,PENDING", "0xFF01,PENDING", "0xA700,FAILURE", "0xC123,FAILURE", "0x0110,FAILURE"
  })
  void statusClass_shouldFollowAnnexC(String code, StatusClass expected) {
    assertThat(Status.of(Integer.decode(code)).statusClass()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(CommandField.class)
  void response_shouldSetTheHighBitOfEveryRequest(CommandField field) {
    if (field.isResponse() || field == CommandField.C_CANCEL_RQ) {
      assertThatThrownBy(field::response).isInstanceOf(IllegalStateException.class);
    } else {
      assertThat(field.response().code()).isEqualTo(field.code() | 0x8000);
    }
  }
}
