package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.ReleaseReply;

/** PDUs that no honest implementation sends, and what the server says to them. */
class HostilePduTest {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String TITLES =
      "0001 0000"
          + "41524348495645202020202020202020" // called ARCHIVE
          + "4D4F44414C4954592020202020202020" // calling MODALITY
          + "00".repeat(32)
          + "1000 0015 312E322E3834302E31303030382E332E312E312E31";
  private static final String CONTEXT =
      "2000 0016 01000000 3000 0005 312E322E33 4000 0005 312E322E34";
  private static final String USER = "5000 0008 5100 0004 00004000";

  @TempDir private Path folder;
  private final ErrorLog errors = new ErrorLog();
  private StoringServer storing;
  private Resources before;

  @BeforeEach
  void start() throws IOException {
    storing = new StoringServer(folder, AssociationLimits.DEFAULT, AssociationTimeouts.DEFAULT);
    storing.assertServesGoodPeers(1000);
    before = Resources.atRest();
  }

  @AfterEach
  void stop() throws IOException {
    before.awaitBack();
    storing.assertServesGoodPeers(1000);
    errors.assertEmpty();
    storing.close();
    errors.close();
  }

  static Stream<Arguments> brokenRequests() {
    return Stream.of(
        Arguments.of("unknown PDU type", pdu(0x00, "")),
        Arguments.of("unknown PDU type", pdu(0x08, "")),
        Arguments.of("data first", pdu(4, "00000002 0103")),
        Arguments.of("an answer first", pdu(2, TITLES + USER)),
        Arguments.of("release first", pdu(5, "00000000")),
        Arguments.of("4 GiB announced", hex("0100 FFFFFFFF")),
        Arguments.of("2 GiB announced", hex("0100 80000000")),
        Arguments.of("empty request", pdu(1, "")),
        Arguments.of("no context", request(USER)),
        Arguments.of("no user item", request(CONTEXT)),
        Arguments.of("an item beyond the PDU", request("2000 FFFF 01000000" + USER)),
        Arguments.of(
            "a sub-item beyond its item", request("2000 0008 01000000 3000 0005" + CONTEXT + USER)),
        Arguments.of("even context id", request(CONTEXT.replace("01000000", "02000000") + USER)),
        Arguments.of("the same id twice", request(CONTEXT + CONTEXT + USER)),
        Arguments.of("more contexts than ids", request(CONTEXT.repeat(200) + USER)),
        Arguments.of(
            "an abstract syntax of letters",
            request(CONTEXT.replace("312E322E33", "612E622E63") + USER)),
        Arguments.of(
            "no called title",
            pdu(1, TITLES.replace("41524348495645", "20202020202020") + CONTEXT + USER)),
        Arguments.of(
            "a user item in a user item",
            request(CONTEXT + "5000 000C 5800 0008 5000 0004 5100 0000")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRequests")
  void brokenRequest_shouldBeAborted(String what, byte[] bytes) throws Exception {
    assertThat(answers(bytes)).as(what).singleElement().isInstanceOf(Abort.class);
  }

  @Test
  void thousandsOfUserItems_shouldBeReadAndIgnored() throws Exception {
    int items = 5000;
    String user =
        "5000 %04X".formatted((items + 1) * 8)
            + "5100 0004 00004000"
            + "7F00 0004 00000000".repeat(items);
    List<Pdu> answers = answers(request(CONTEXT + user), pdu(5, "00000000"));
    assertThat(answers).hasSize(2);
    assertThat(answers.getFirst()).isInstanceOf(AssociateAccept.class);
    assertThat(answers.getLast()).isInstanceOf(ReleaseReply.class);
  }

  static Stream<Arguments> brokenData() {
    return Stream.of(
        Arguments.of("no PDV at all", "", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of("PDV of length 0", "00000000", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of("PDV of length 1", "00000001 01 03", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of(
            "PDV beyond its PDU", "00000100 01 03 0000", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of(
            "PDV of 4 GiB", "FFFFFFFF 01 03 0000", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of("PDV header cut off", "00000002 01", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of("even id", "00000004 02 03 0000", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of("id 0", "00000004 00 03 0000", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of(
            "id not proposed", "00000004 C9 03 0000", AbortReason.INVALID_PDU_PARAMETER_VALUE),
        Arguments.of(
            "data before a command", "00000004 01 02 0000", AbortReason.UNEXPECTED_PDU_PARAMETER),
        Arguments.of(
            "data inside a command",
            "00000003 01 01 00 00000003 01 02 00",
            AbortReason.UNEXPECTED_PDU_PARAMETER),
        Arguments.of(
            "another context inside a command",
            "00000003 01 01 00 00000003 03 01 00",
            AbortReason.UNEXPECTED_PDU_PARAMETER),
        Arguments.of(
            "a command set of other groups",
            "0000000E 01 03 08000000 04000000 00000000",
            AbortReason.REASON_NOT_SPECIFIED),
        Arguments.of(
            "a command set of a 4 GiB value",
            "0000000A 01 03 00000001 FFFFFFFF",
            AbortReason.REASON_NOT_SPECIFIED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenData")
  void brokenData_shouldBeAborted(String what, String values, AbortReason reason) throws Exception {
    List<Pdu> answers = answers(ScriptedSession.associateBytes(), pdu(4, values));
    assertThat(answers).as(what).hasSize(2);
    assertThat(answers.getFirst()).isInstanceOf(AssociateAccept.class);
    assertThat(answers.getLast()).isEqualTo(Abort.byServiceProvider(reason));
  }

  @Test
  void noPdvInsideACommand_shouldBeAborted() throws Exception {
    byte[] begin = pdu(4, "00000003 01 01 00");
    assertThat(answers(ScriptedSession.associateBytes(), begin, pdu(4, ""), begin))
        .last()
        .isEqualTo(Abort.byServiceProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
  }

  @Test
  void secondRequest_shouldBeAborted() throws Exception {
    byte[] request = ScriptedSession.associateBytes();
    assertThat(answers(request, request))
        .last()
        .isEqualTo(Abort.byServiceProvider(AbortReason.UNEXPECTED_PDU));
  }

  @Test
  void pduLongerThanAnnounced_shouldBeAborted() throws Exception {
    assertThat(answers(ScriptedSession.associateBytes(), hex("0400 00100000")))
        .last()
        .isEqualTo(Abort.byServiceProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
  }

  @Test
  void endlessCommandSet_shouldBeAborted() throws Exception {
    byte[] fragment = pdu(4, "00001002 01 01" + "00".repeat(4096));
    byte[][] said = new byte[18][];
    said[0] = ScriptedSession.associateBytes();
    IntStream.range(1, said.length).forEach(index -> said[index] = fragment);
    assertThat(answers(said))
        .last()
        .isEqualTo(Abort.byServiceProvider(AbortReason.REASON_NOT_SPECIFIED));
  }

  @Test
  void sessionInFragmentsOfOneByte_shouldSucceed() throws Exception {
    assertThat(answers(ScriptedSession.inFragmentsOf(1)))
        .extracting(Pdu::type)
        .isEqualTo(
            ScriptedSession.split(answerBytes(ScriptedSession.requestorBytes())).stream()
                .map(Pdu::type)
                .toList());
  }

  @Test
  void sessionInFragmentsOfNothing_shouldEnd() throws Exception {
    byte[] nothing = pdu(4, "00000002 01 01");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    IntStream.range(0, 10_000).forEach(_ -> many.writeBytes(nothing));
    assertThat(answers(ScriptedSession.associateBytes(), many.toByteArray()))
        .first()
        .isInstanceOf(AssociateAccept.class);
  }

  @Test
  void noise_shouldBeAbortedEveryTime() throws Exception {
    Random random = new Random(20251122);
    for (int round = 0; round < 300; round++) {
      byte[] noise = new byte[1 + random.nextInt(600)];
      random.nextBytes(noise);
      noise[0] = (byte) random.nextInt(9);
      byte[] associate = random.nextBoolean() ? ScriptedSession.associateBytes() : new byte[0];
      answersUnlessReset(associate, noise);
    }
  }

  private static byte[] request(String items) {
    return pdu(1, TITLES + items);
  }

  private static byte[] pdu(int type, String body) {
    byte[] bytes = hex(body);
    return ByteBuffer.allocate(Pdu.HEADER_LENGTH + bytes.length)
        .put((byte) type)
        .put((byte) 0)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private List<Pdu> answers(byte[]... said) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : said) {
      all.writeBytes(each);
    }
    return ScriptedSession.split(answerBytes(all.toByteArray()));
  }

  /** Noise may be longer than what the server reads of it. */
  private void answersUnlessReset(byte[]... said) throws IOException {
    try {
      assertThat(answers(said)).hasSizeLessThan(10);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
    }
  }

  /** Says all, and takes what comes until the server closes the connection. */
  private byte[] answerBytes(byte[] said) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), storing.server().port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(said);
      socket.shutdownOutput();
      return socket.getInputStream().readAllBytes();
    }
  }
}
