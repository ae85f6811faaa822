package org.sealgate.dimse.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
  /** PS3.7 Annex C and PS3.4 B.2.3, C.4. */
  @ParameterizedTest
  @CsvSource({
    "0000,SUCCESS", "0001,WARNING", "0107,WARNING", "0116,WARNING", "B000,WARNING", "B007,WARNING",
    "BFFF,WARNING", "FE00,CANCEL", "FF00,PENDING", "FF01,PENDING", "0105,FAILURE", "0124,FAILURE",
    "0213,FAILURE", "A700,FAILURE", "A900,FAILURE", "C000,FAILURE", "CFFF,FAILURE", "0002,FAILURE"
  })
  void statusClass_shouldBeTheStandards(String code, StatusClass expected) {
    assertThat(Status.of(Integer.parseInt(code, 16)).statusClass()).isEqualTo(expected);
  }

  @Test
  void status_shouldSurviveTheWireWithAllThatExplainsIt() throws Exception {
    Status status =
        Status.ATTRIBUTE_VALUE_OUT_OF_RANGE
            .withComment("Window width below 1")
            .withOffendingElements(List.of(0x00281051, 0x7FE00010))
            .withErrorId(0xFFFF);
    CommandSet request = Commands.setRequest("1.2.3", "1.2.3.4").withMessageId(7);

    CommandSet response = CommandSet.decode(Commands.response(request, status).encode());

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.messageIdBeingRespondedTo()).isEqualTo(7);
    assertThat(response.text(CommandElement.AFFECTED_SOP_CLASS_UID)).contains("1.2.3");
    assertThat(response.text(CommandElement.AFFECTED_SOP_INSTANCE_UID)).contains("1.2.3.4");
  }

  @Test
  void status_shouldTakeAwayWhatItDoesNotHaveFromAnOlderResponse() {
    Status explained =
        Status.PROCESSING_FAILURE
            .withComment("old")
            .withOffendingElements(List.of(1))
            .withErrorId(1);
    CommandSet response =
        Commands.response(Commands.echoRequest(), explained).toBuilder()
            .status(Status.SUCCESS)
            .build();

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void comment_shouldBeWhatLongStringAllows() {
    assertThat(Status.CANCEL.withComment("a\\b\n\u00e9 ".repeat(30)).errorComment())
        .hasSizeLessThanOrEqualTo(64)
        .matches("[ -~&&[^\\\\]]+");
    assertThat(Status.CANCEL.withComment(" \n ").errorComment()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x10000})
  void numbers_shouldFitTheirFields(int tooMuch) {
    assertThatThrownBy(() -> Status.of(tooMuch)).hasMessageContaining("0 to 65535");
    assertThatThrownBy(() -> Status.SUCCESS.withErrorId(tooMuch))
        .hasMessageContaining("Error ID")
        .hasMessageContaining("0 to 65535");
  }

  @Test
  void toString_shouldKeepAPeersTextOnOneLine() {
    CommandSet forged =
        Commands.echoRequest().toBuilder()
            .set(CommandElement.ERROR_COMMENT, "x\nERROR all is lost")
            .build();

    assertThat(forged.toString()).doesNotContain("\n").contains("x?ERROR");
  }
}
