package org.sealgate.dimse.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PDUs against bytes written down by hand from PS3.8 9.3 and PS3.7 Annex D. */
class PduCodecTest {
  private static final String TITLES =
      """
      0001 0000                                 # protocol version 1, reserved
      4152434849564520 2020202020202020         # called AE title "ARCHIVE"
      4D4F44414C495459 2020202020202020         # calling AE title "MODALITY"
      0000000000000000 0000000000000000 0000000000000000 0000000000000000
      10 00 0015 312E322E3834302E31303030382E332E312E312E31  # application context
      """;

  private static final AeTitle ARCHIVE = new AeTitle("ARCHIVE");
  private static final AeTitle MODALITY = new AeTitle("MODALITY");

  private static byte[] hex(String commented) {
    return HexFormat.of().parseHex(commented.replaceAll("#[^\n]*", "").replaceAll("\\s", ""));
  }

  private static PduExample requestExample() {
    String bytes =
        "01 00 00000119"
            + TITLES
            + """
            20 00 0022 01 000000                   # presentation context 1
              30 00 0005 312E322E33                # abstract syntax 1.2.3
              40 00 0005 312E322E34                # transfer syntax 1.2.4
              40 00 0008 312E322E352E3637          # transfer syntax 1.2.5.67
            50 00 0069                             # user information
              51 00 0004 00004000                  # maximum length 16384
              52 00 0005 312E322E39                # implementation class UID 1.2.9
              53 00 0004 0002 0003                 # operations: invoked 2, performed 3
              54 00 0009 0005 312E322E33 01 01     # roles for 1.2.3: SCU and SCP
              55 00 0004 56657231                  # implementation version "Ver1"
              56 00 0009 0005 312E322E33 0A0B      # extended negotiation of 1.2.3: 0A 0B
              57 00 0017 0005 312E322E33           # common extended negotiation of 1.2.3
                         0005 312E322E37 0007 0005 312E322E38
              58 00 0009 02 01 0002 7573 0001 70   # user "us", passcode "p", answer wanted
              7F 00 0002 FFEE                      # unknown item, kept
            """;
    UserInformation information =
        new UserInformation(
            List.of(
                new MaximumLength(16384),
                new ImplementationClassUid("1.2.9"),
                new AsynchronousOperationsWindow(2, 3),
                new RoleSelection("1.2.3", true, true),
                new ImplementationVersionName("Ver1"),
                new SopClassExtendedNegotiation("1.2.3", OctetString.of((byte) 0x0A, (byte) 0x0B)),
                new SopClassCommonExtendedNegotiation(0, "1.2.3", "1.2.7", List.of("1.2.8")),
                new UserIdentityRequest(
                    UserIdentityType.USERNAME_AND_PASSCODE,
                    true,
                    OctetString.ofUtf8("us"),
                    OctetString.ofUtf8("p")),
                new UnknownUserInformation(0x7F, OctetString.of((byte) 0xFF, (byte) 0xEE))));
    return new PduExample(
        withLength(hex(bytes)),
        AssociateRequest.of(
            ARCHIVE,
            MODALITY,
            List.of(new PresentationContextProposal(1, "1.2.3", List.of("1.2.4", "1.2.5.67"))),
            information));
  }

  private static PduExample acceptExample() {
    String bytes =
        "02 00 00000000"
            + TITLES
            + """
            21 00 000D 01 00 00 00                 # context 1: acceptance
              40 00 0005 312E322E34                # transfer syntax 1.2.4
            21 00 0008 03 00 03 00                 # context 3: abstract syntax not supported
              40 00 0000
            50 00 000E                             # user information
              51 00 0004 00000000                  # maximum length: no limit
              59 00 0002 0000                      # user identity accepted, empty response
            """;
    return new PduExample(
        withLength(hex(bytes)),
        new AssociateAccept(
            1,
            EchoedFields.of(ARCHIVE, MODALITY),
            Uids.DICOM_APPLICATION_CONTEXT,
            List.of(
                PresentationContextResult.accepted(1, "1.2.4"),
                PresentationContextResult.refused(3, ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED)),
            new UserInformation(
                List.of(new MaximumLength(0), new UserIdentityResponse(OctetString.EMPTY)))));
  }

  /** Fills bytes 3–6, so that the vectors above need not count. */
  private static byte[] withLength(byte[] pdu) {
    ByteBuffer.wrap(pdu).putInt(2, pdu.length - 6);
    return pdu;
  }

  private record PduExample(OctetString octets, Pdu pdu) {
    PduExample(byte[] bytes, Pdu pdu) {
      this(OctetString.of(bytes), pdu);
    }

    byte[] bytes() {
      return octets.toByteArray();
    }
  }

  static Stream<Arguments> examples() {
    return Stream.of(
            requestExample(),
            acceptExample(),
            // permanent, ACSE, protocol version not supported
            new PduExample(
                hex("03 00 00000004 00 01 02 02"),
                AssociateReject.of(
                    RejectResult.REJECTED_PERMANENT, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED)),
            // one value: 2 + 3 bytes, context 5, command and last
            new PduExample(
                hex("04 00 00000009 00000005 05 03 AABBCC"),
                new DataTransfer(
                    List.of(
                        new PresentationDataValue(
                            5,
                            true,
                            true,
                            OctetString.of((byte) 0xAA, (byte) 0xBB, (byte) 0xCC))))),
            new PduExample(hex("05 00 00000004 00000000"), new ReleaseRequest()),
            new PduExample(hex("06 00 00000004 00000000"), new ReleaseReply()),
            // service provider, unexpected PDU
            new PduExample(
                hex("07 00 00000004 0000 02 02"),
                Abort.byServiceProvider(AbortReason.UNEXPECTED_PDU)))
        .map(example -> Arguments.of(example.pdu().type(), example.pdu(), example.bytes()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void encode_shouldGiveTheBytesOfTheStandard(PduType type, Pdu pdu, byte[] bytes) {
    ByteBuffer encoded = PduEncoder.encode(pdu);

    assertThat(encoded).isEqualTo(ByteBuffer.wrap(bytes));
    assertThat(encoded.get(0)).isEqualTo((byte) type.code());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void decode_shouldReadTheBytesOfTheStandard(PduType type, Pdu pdu, byte[] bytes)
      throws PduFormatException {
    Pdu decoded = PduDecoder.decode(ByteBuffer.wrap(bytes));

    assertThat(decoded).isEqualTo(pdu);
    assertThat(decoded.type()).isEqualTo(type);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void decode_shouldRefuseEveryTruncation(PduType type, Pdu pdu, byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length).slice();
      assertThatThrownBy(() -> PduDecoder.decode(cut))
          .as("%s cut after %d of %d bytes: %s", type, length, bytes.length, pdu)
          .isInstanceOf(PduFormatException.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void decodeBody_shouldRefuseOrKeepItsPromiseWhereverTheBodyEnds(
      PduType type, Pdu pdu, byte[] bytes) {
    for (int length = 6; length < bytes.length; length++) {
      ByteBuffer body = ByteBuffer.wrap(bytes, 6, length - 6).slice();
      try {
        assertThat(PduDecoder.decodeBody(type, body)).isNotEqualTo(pdu);
      } catch (PduFormatException refused) {
        assertThat(refused.getMessage()).matches("(?s).*(needs|missing|needed).*");
      }
    }
  }

  @Test
  void decode_shouldNeverFailOtherThanByFormat_whateverTheBytes() {
    byte[] template = requestExample().bytes();
    Random random = new Random(38);
    for (int round = 0; round < 5000; round++) {
      byte[] bytes = template.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        bytes[6 + random.nextInt(bytes.length - 6)] = (byte) random.nextInt();
      }
      try {
        Pdu decoded = PduDecoder.decode(ByteBuffer.wrap(bytes));
        assertThat(PduDecoder.decode(PduEncoder.encode(decoded))).isEqualTo(decoded);
      } catch (PduFormatException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void decode_shouldNameTheFieldAndTheLimit() {
    byte[] bytes = hex("04 00 00000009 00000001 05 03 AABBCC");

    assertThatThrownBy(() -> PduDecoder.decode(ByteBuffer.wrap(bytes)))
        .hasMessageContaining("PDV Item-length is 1")
        .isInstanceOfSatisfying(
            PduFormatException.class,
            refused ->
                assertThat(refused.abortReason())
                    .isEqualTo(AbortReason.INVALID_PDU_PARAMETER_VALUE));
  }

  @Test
  void decode_shouldCutVersionNamesThatAreTooLong() throws PduFormatException {
    byte[] bytes =
        withLength(
            hex(
                "02 00 00000000"
                    + TITLES
                    + """
                    50 00 001B                             # user information
                      55 00 0017 5665727369 6F6E203132333435 2E36 # "Version 12345.6",
                                 20 20 2D 6265746131       # two spaces, "-beta1"
                    """));

    AssociateAccept accept = (AssociateAccept) PduDecoder.decode(ByteBuffer.wrap(bytes));

    // 16 characters, of which the last is a space and so padding.
    assertThat(accept.userInformation().implementationVersionName()).contains("Version 12345.6");
  }

  @Test
  void window_shouldTakeZeroForNoLimit() {
    AsynchronousOperationsWindow unlimited = new AsynchronousOperationsWindow(0, 0);

    assertThat(unlimited.limitedBy(new AsynchronousOperationsWindow(3, 0)))
        .isEqualTo(new AsynchronousOperationsWindow(3, 0));
    assertThat(AsynchronousOperationsWindow.SYNCHRONOUS.limitedBy(unlimited))
        .isEqualTo(AsynchronousOperationsWindow.SYNCHRONOUS);
  }

  @Test
  void aeTitle_shouldTrimAndRefuseWhatTheStandardForbids() {
    assertThat(new AeTitle("  PACS ").value()).isEqualTo("PACS");
    assertThatThrownBy(() -> new AeTitle("   ")).hasMessageContaining("1 to 16");
    assertThatThrownBy(() -> new AeTitle("12345678901234567")).hasMessageContaining("17");
    assertThatThrownBy(() -> new AeTitle("A\\B")).hasMessageContaining("0x5C");
    assertThatThrownBy(() -> new AeTitle("A\tB")).hasMessageContaining("0x09");
  }
}
