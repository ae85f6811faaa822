package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSetParserTest {
  private static final ParserLimits LIMITS = ParserLimits.DEFAULT.withLargeValueThreshold(16);

  private static List<String> events(TransferSyntax syntax, String vector) throws IOException {
    byte[] bytes = Hex.bytes(vector);
    return EventRecorder.parse(syntax, LIMITS, bytes, EventRecorder.Chunking.whole()).events;
  }

  private static String header(
      int tag, ValueRepresentation vr, long length, long offset, int size, int depth) {
    return new ElementHeader(tag, vr, length, offset, size, depth).toString();
  }

  @Test
  void feed_shouldReadShortAndLongForms_whenExplicitLittleEndian() throws IOException {
    List<String> events =
        events(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            """
            0800 6000 43 53 0200 4354                  // (0008,0060) CS, 2 bytes: CT
            2800 1000 55 53 0200 0102                  // (0028,0010) US, 2 bytes: 0201H
            E07F 1000 4F 42 0000 02000000 FF00         // (7FE0,0010) OB, reserved, 32-bit length 2
            """);
    assertThat(events)
        .containsExactly(
            "element "
                + header(Tag.MODALITY, ValueRepresentation.CS, 2, 0, 8, 0)
                + " LITTLE_ENDIAN 4354",
            "element "
                + header(Tag.ROWS, ValueRepresentation.US, 2, 10, 8, 0)
                + " LITTLE_ENDIAN 0102",
            "element "
                + header(Tag.PIXEL_DATA, ValueRepresentation.OB, 2, 20, 12, 0)
                + " LITTLE_ENDIAN ff00");
  }

  @Test
  void feed_shouldTakeValueRepresentationFromDictionary_whenImplicit() throws IOException {
    List<String> events =
        events(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            """
            0800 6000 02000000 4354                    // (0008,0060) Modality, CS: CT
            0900 1000 04000000 41434D45                // (0009,0010) private creator, LO: ACME
            0900 0110 02000000 0102                    // (0009,1001) private, UN
            0060 0030 02000000 0102                    // (6000,3000) Overlay Data, OW
            """);
    assertThat(events)
        .containsExactly(
            "element "
                + header(Tag.MODALITY, ValueRepresentation.CS, 2, 0, 8, 0)
                + " LITTLE_ENDIAN 4354",
            "element "
                + header(0x00090010, ValueRepresentation.LO, 4, 10, 8, 0)
                + " LITTLE_ENDIAN 41434d45",
            "element "
                + header(0x00091001, ValueRepresentation.UN, 2, 22, 8, 0)
                + " LITTLE_ENDIAN 0102",
            "element "
                + header(0x60003000, ValueRepresentation.OW, 2, 32, 8, 0)
                + " LITTLE_ENDIAN 0102");
  }

  @Test
  void feed_shouldReadBigEndianNumbers_whenExplicitBigEndian() throws IOException {
    List<String> events =
        events(
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            """
            0028 0010 55 53 0002 0201                  // (0028,0010) US, 2 bytes: 0201H
            0040 A730 53 51 0000 FFFFFFFF              // (0040,A730) SQ of undefined length
            FFFE E000 00000008                         // Item, 8 bytes
            0028 0011 55 53 0000                       // (0028,0011) US, empty
            FFFE E0DD 00000000                         // Sequence Delimitation Item
            """);
    assertThat(events)
        .containsExactly(
            "element " + header(Tag.ROWS, ValueRepresentation.US, 2, 0, 8, 0) + " BIG_ENDIAN 0201",
            "sequence " + header(Tag.CONTENT_SEQUENCE, ValueRepresentation.SQ, -1, 10, 12, 0),
            "item " + header(Tag.ITEM, ValueRepresentation.UN, 8, 22, 8, 0),
            "element " + header(Tag.COLUMNS, ValueRepresentation.US, 0, 30, 8, 1) + " BIG_ENDIAN ",
            "item end",
            "sequence end");
  }

  @Test
  void feed_shouldReadUnknownSequenceAsImplicit_whenLengthIsUndefined() throws IOException {
    List<String> events =
        events(
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            """
            0009 1001 55 4E 0000 FFFFFFFF              // (0009,1001) UN of undefined length (PS3.5 6.2.2)
            FEFF 00E0 FFFFFFFF                         // Item of undefined length, little endian from here
            2800 1000 02000000 0102                    // (0028,0010) Rows, implicit, US 0201H
            FEFF 0DE0 00000000                         // Item Delimitation Item
            FEFF DDE0 00000000                         // Sequence Delimitation Item
            0028 0010 55 53 0002 0201                  // (0028,0010) US, big endian again
            """);
    assertThat(events)
        .containsExactly(
            "sequence " + header(0x00091001, ValueRepresentation.UN, -1, 0, 12, 0),
            "item " + header(Tag.ITEM, ValueRepresentation.UN, -1, 12, 8, 0),
            "element "
                + header(Tag.ROWS, ValueRepresentation.US, 2, 20, 8, 1)
                + " LITTLE_ENDIAN 0102",
            "item end",
            "sequence end",
            "element "
                + header(Tag.ROWS, ValueRepresentation.US, 2, 46, 8, 0)
                + " BIG_ENDIAN 0201");
  }

  @Test
  void feed_shouldNumberFragments_whenEncapsulated() throws IOException {
    List<String> events =
        events(
            TransferSyntax.JPEG_BASELINE,
            """
            E07F 1000 4F 42 0000 FFFFFFFF              // (7FE0,0010) OB of undefined length
            FEFF 00E0 00000000                         // Basic Offset Table, empty
            FEFF 00E0 02000000 FFD8                    // first fragment
            FEFF 00E0 10000000                         // second fragment, 16 bytes, large
            000102030405060708090A0B0C0D0E0F
            FEFF DDE0 00000000                         // Sequence Delimitation Item
            """);
    assertThat(events)
        .containsExactly(
            "fragments " + header(Tag.PIXEL_DATA, ValueRepresentation.OB, -1, 0, 12, 0),
            "fragment 0 " + header(Tag.ITEM, ValueRepresentation.UN, 0, 12, 8, 0) + " ",
            "fragment 1 " + header(Tag.ITEM, ValueRepresentation.UN, 2, 20, 8, 0) + " ffd8",
            "large fragment 2",
            "large " + header(Tag.ITEM, ValueRepresentation.UN, 16, 30, 8, 0),
            "large value 000102030405060708090a0b0c0d0e0f",
            "fragments end");
  }

  /**
   * Seen in the field: VR codes of no edition; two letters have the long form, everything else the
   * short one.
   */
  @Test
  void feed_shouldDeliverUnknownCodesAsUnknown() throws IOException {
    List<String> events =
        events(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            """
            0900 0110 5A 5A 0000 02000000 0102         // (0009,1001) "ZZ", long form
            0900 0210 20 20 0200 0304                  // (0009,1002) "  ", short form
            0900 0310 00 00 0200 0506                  // (0009,1003) two zero bytes, short form
            """);
    assertThat(events)
        .containsExactly(
            "element "
                + header(0x00091001, ValueRepresentation.UN, 2, 0, 12, 0)
                + " LITTLE_ENDIAN 0102",
            "element "
                + header(0x00091002, ValueRepresentation.UN, 2, 14, 8, 0)
                + " LITTLE_ENDIAN 0304",
            "element "
                + header(0x00091003, ValueRepresentation.UN, 2, 24, 8, 0)
                + " LITTLE_ENDIAN 0506");
  }

  @Test
  void feed_shouldDeliverStrayElementsLikeAnyOther() throws IOException {
    List<String> events =
        events(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            """
            0800 0000 55 4C 0400 0A000000              // (0008,0000) group length
            0200 1000 55 49 0200 3100                  // (0002,0010) after it, out of order
            FCFF FCFF 4F 42 0000 02000000 0000         // (FFFC,FFFC) Data Set Trailing Padding
            1000 1000 50 4E 0300 412042                // (0010,0010) PN of odd length
            """);
    assertThat(events).hasSize(4).allMatch(event -> event.startsWith("element "));
  }

  @Test
  void feed_shouldRefuseOddLength_whenLimitsSay() {
    byte[] bytes = Hex.bytes("1000 1000 50 4E 0300 412042");
    ParserLimits strict = LIMITS.withOddLengthsAllowed(false);
    assertThatThrownBy(() ->
            EventRecorder.parse(
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                strict,
                bytes,
                EventRecorder.Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessage("(0010,0010) at byte 0: expected an even length, found 3");
  }

  @Test
  void feed_shouldRefuse_whenElementIsLongerThanItsItem() {
    assertFormatError(
        """
        4000 30A7 53 51 0000 FFFFFFFF                  // (0040,A730) SQ of undefined length
        FEFF 00E0 0A000000                             // Item, 10 bytes
        2800 1000 55 53 0400 01020304                  // (0028,0010) US, 4 bytes: ends at byte 32
        """,
        Tag.ROWS,
        20,
        "expected to end by byte 30 with the item around it, found 32");
  }

  @Test
  void feed_shouldRefuse_whenSequenceIsLongerThanItsItem() {
    assertFormatError(
        """
        4000 30A7 53 51 0000 FFFFFFFF                  // (0040,A730) SQ of undefined length
        FEFF 00E0 0C000000                             // Item, 12 bytes
        4000 30A7 53 51 0000 08000000                  // (0040,A730) SQ, 8 bytes
        """,
        Tag.CONTENT_SEQUENCE,
        20,
        "expected to end by byte 32");
  }

  @Test
  void feed_shouldRefuse_whenSequenceHoldsAnythingButItems() {
    assertFormatError(
        """
        4000 30A7 53 51 0000 08000000                  // (0040,A730) SQ, 8 bytes
        2800 1000 00000000                             // (0028,0010) without an Item
        """,
        Tag.ROWS,
        12,
        "expected an Item");
  }

  @Test
  void feed_shouldRefuse_whenDelimiterIsOutsideSequence() {
    assertFormatError(
        "FEFF 0DE0 00000000",
        Tag.ITEM_DELIMITATION_ITEM,
        0,
        "found a delimiter outside its sequence");
    assertFormatError("FEFF 00E0 00000000", Tag.ITEM, 0, "found a delimiter outside its sequence");
  }

  @Test
  void feed_shouldRefuse_whenDelimiterHasLength() {
    assertFormatError(
        "4000 30A7 53 51 0000 FFFFFFFF FEFF DDE0 02000000",
        Tag.SEQUENCE_DELIMITATION_ITEM,
        12,
        "expected a delimiter of length 0, found 2");
  }

  @Test
  void feed_shouldRefuse_whenTextHasUndefinedLength() {
    assertFormatError(
        "4000 60A1 55 54 0000 FFFFFFFF", 0x0040A160, 0, "expected a defined length for VR UT");
  }

  @Test
  void feed_shouldRefuse_whenFragmentHasUndefinedLength() {
    assertFormatError(
        "E07F 1000 4F 42 0000 FFFFFFFF FEFF 00E0 FFFFFFFF",
        Tag.ITEM,
        12,
        "expected a fragment of defined length");
  }

  @Test
  void feed_shouldRefuse_whenNestedTooDeep() {
    DataSet dataSet = new DataSet();
    for (int depth = 0; depth < 5; depth++) {
      dataSet = new DataSet().putSequence(Tag.CONTENT_SEQUENCE, dataSet);
    }
    byte[] bytes = DataSetWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    ParserLimits limits = LIMITS.withMaximumDepth(4);
    assertThatThrownBy(() ->
            EventRecorder.parse(
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                limits,
                bytes,
                EventRecorder.Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessageContaining("(0040,A730)")
        .hasMessageContaining("at most 4 nested sequences (maximumDepth)");
  }

  @Test
  void feed_shouldNotAllocateByLengthOnTheWire() throws IOException {
    byte[] bytes = Hex.bytes("E07F 1000 4F 42 0000 FEFFFFFF 0102");
    List<Long> lengths = new ArrayList<>();
    DataSetHandler handler =
        new DataSetHandler() {
          @Override
          public void largeValueStart(ElementHeader header) {
            lengths.add(header.length());
          }
        };
    try (DataSetParser parser =
        new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, handler)) {
      parser.feed(ByteBuffer.wrap(bytes));
      assertThat(lengths).containsExactly(0xFFFFFFFEL);
      assertThatThrownBy(parser::finish)
          .isInstanceOf(DataSetFormatException.class)
          .hasMessageContaining("expected 4294967292 more bytes of the value");
    }
  }

  @Test
  void feed_shouldStreamTheGreatestLength() throws IOException {
    long[] received = new long[1];
    List<ElementHeader> small = new ArrayList<>();
    DataSetHandler handler =
        new DataSetHandler() {
          @Override
          public void largeValueBytes(ByteBuffer chunk) {
            received[0] += chunk.remaining();
          }

          @Override
          public void element(ElementHeader header, ByteBuffer value) {
            small.add(header);
          }
        };
    try (DataSetParser parser =
        new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, handler)) {
      GreatestLength.feed(parser::feed);
      parser.finish();
    }
    assertThat(received[0]).isEqualTo(GreatestLength.VALUE_LENGTH);
    assertThat(small)
        .singleElement()
        .returns(Tag.DATA_SET_TRAILING_PADDING, ElementHeader::tag)
        .returns(GreatestLength.FOLLOWING_OFFSET, ElementHeader::offset);
  }

  @Test
  void feed_shouldReadVeryLongValueRepresentations_inBothByteOrders() throws IOException {
    for (TransferSyntax syntax :
        List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
      DataSet dataSet =
          new DataSet()
              .put(0x00091001, ValueRepresentation.SV, "-9223372036854775808", "1")
              .put(0x00091002, ValueRepresentation.UV, "18446744073709551615", "2")
              .putBytes(0x00091003, ValueRepresentation.OV, Samples.sequentialBytes(24));
      byte[] bytes = DataSetWriter.toBytes(dataSet, syntax);
      assertThat(DataSetReader.read(ByteBuffer.wrap(bytes), syntax)).isEqualTo(dataSet);
    }
  }

  @Test
  void finish_shouldSayWhatIsMissing_whenTheEndIsCutOff() {
    assertFormatError(
        "1000 2000 4C 4F 0800 4142", // (0010,0020) LO of 8 bytes, 2 are there
        Tag.PATIENT_ID,
        0,
        "expected 6 more bytes of the value");
    assertFormatError(
        "1000 2000 4C 4F 0200 4142 1000", // and two bytes of another header
        0,
        10,
        "expected a complete element header");
    assertFormatError(
        "4000 30A7 53 51 0000 FFFFFFFF", // (0040,A730) SQ without its end
        Tag.CONTENT_SEQUENCE,
        12,
        "expected the end of the sequence");
  }

  @Test
  void stop_shouldEndDelivery_andMakeFinishSucceed() throws IOException {
    byte[] bytes = DataSetWriter.toBytes(Samples.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    List<Integer> tags = new ArrayList<>();
    DataSetParser[] parser = new DataSetParser[1];
    DataSetHandler handler =
        new DataSetHandler() {
          @Override
          public void element(ElementHeader header, ByteBuffer value) {
            tags.add(header.tag());
            if (header.tag() == Tag.SOP_INSTANCE_UID) {
              parser[0].stop();
            }
          }
        };
    parser[0] = new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, handler);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, bytes.length - 1);
    parser[0].feed(buffer);
    parser[0].finish();
    assertThat(buffer.hasRemaining()).isFalse();
    assertThat(tags)
        .containsExactly(Tag.SPECIFIC_CHARACTER_SET, Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID);
  }

  private static void assertFormatError(String vector, int tag, long offset, String expected) {
    assertThatThrownBy(() -> events(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, vector))
        .isInstanceOfSatisfying(
            DataSetFormatException.class,
            error -> {
              assertThat(error.tag()).isEqualTo(tag);
              assertThat(error.offset()).isEqualTo(offset);
              assertThat(error.expected()).contains(expected);
            });
  }
}
