package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataSetWriterTest {
  static Stream<TransferSyntax> nativeSyntaxes() {
    return Stream.of(
        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private static List<WriterOptions> allOptions() {
    return Stream.of(LengthEncoding.values())
        .flatMap(sequences ->
            Stream.of(LengthEncoding.values())
                .map(items -> new WriterOptions(sequences, items, false)))
        .flatMap(options -> Stream.of(options, options.withGroupLengths()))
        .toList();
  }

  private static DataSet withoutGroupLengths(DataSet dataSet) {
    List<Integer> lengths =
        dataSet.elements().stream().map(DataElement::tag).filter(Tag::isGroupLength).toList();
    lengths.forEach(dataSet::remove);
    return dataSet;
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void write_shouldReadBackEqual_withEveryLengthEncoding(TransferSyntax syntax) throws IOException {
    for (WriterOptions options : allOptions()) {
      for (int seed = 0; seed < 5; seed++) {
        DataSet dataSet = Samples.random(new Random(seed), 2);
        byte[] bytes = DataSetWriter.toBytes(dataSet, syntax, options);
        DataSet read = withoutGroupLengths(DataSetReader.read(ByteBuffer.wrap(bytes), syntax));
        assertThat(read).isEqualTo(dataSet);
        assertThat(DataSetWriter.toBytes(read, syntax, options)).isEqualTo(bytes);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void write_shouldKeepPrivateElements(TransferSyntax syntax) throws IOException {
    DataSet dataSet = Samples.privateElements();
    for (WriterOptions options : allOptions()) {
      byte[] bytes = DataSetWriter.toBytes(dataSet, syntax, options);
      DataSet read = withoutGroupLengths(DataSetReader.read(ByteBuffer.wrap(bytes), syntax));
      if (syntax.explicitValueRepresentation()) {
        assertThat(read).isEqualTo(dataSet);
      } else {
        assertThat(read.getSequence(0x000910F0)).isEqualTo(dataSet.getSequence(0x000910F0));
        assertThat(read.getSequence(0x000910F1)).isEqualTo(dataSet.getSequence(0x000910F1));
      }
    }
  }

  @Test
  void write_shouldKeepFragments_whenEncapsulated() throws IOException {
    DataSet dataSet = Samples.encapsulated();
    byte[] bytes = DataSetWriter.toBytes(dataSet, TransferSyntax.JPEG_BASELINE);
    assertThat(DataSetReader.read(ByteBuffer.wrap(bytes), TransferSyntax.JPEG_BASELINE))
        .isEqualTo(dataSet);
  }

  @Test
  void write_shouldLayOutDefinedLengths() {
    DataSet dataSet =
        new DataSet()
            .putSequence(Tag.CONTENT_SEQUENCE, new DataSet().putString(Tag.VALUE_TYPE, "NUM"));
    byte[] expected =
        Hex.bytes(
            """
            4000 0000 55 4C 0400 20000000            // (0040,0000) UL, group length 32
            4000 30A7 53 51 0000 14000000            // (0040,A730) SQ, 20 bytes
            FEFF 00E0 0C000000                       // Item, 12 bytes
            4000 40A0 43 53 0400 4E554D20            // (0040,A040) CS "NUM", padded with a space
            """);
    assertThat(
            DataSetWriter.toBytes(
                dataSet,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                WriterOptions.DEFINED_LENGTHS.withGroupLengths()))
        .isEqualTo(expected);
  }

  @Test
  void write_shouldLayOutUndefinedLengths_whenBigEndian() {
    DataSet dataSet =
        new DataSet().putSequence(Tag.CONTENT_SEQUENCE, new DataSet().putInt(Tag.ROWS, 513));
    byte[] expected =
        Hex.bytes(
            """
            0040 A730 53 51 0000 FFFFFFFF            // (0040,A730) SQ
            FFFE E000 FFFFFFFF                       // Item
            0028 0010 55 53 0002 0201                // (0028,0010) US 0201H
            FFFE E00D 00000000                       // Item Delimitation Item
            FFFE E0DD 00000000                       // Sequence Delimitation Item
            """);
    assertThat(DataSetWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN))
        .isEqualTo(expected);
  }

  /** Such values come from damaged files only, but whoever reads them shall see what was there. */
  @Test
  void write_shouldPadBeforeReversingWords_whenLengthOfWordsIsOdd() throws IOException {
    DataSet dataSet =
        new DataSet().putBytes(Tag.ROWS, ValueRepresentation.US, new byte[] {1, 2, 3});
    byte[] bytes = DataSetWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    assertThat(bytes).isEqualTo(Hex.bytes("0028 0010 55 53 0004 0201 0003"));
    DataSet read =
        DataSetReader.read(ByteBuffer.wrap(bytes), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    assertThat(read)
        .isEqualTo(
            new DataSet().putBytes(Tag.ROWS, ValueRepresentation.US, new byte[] {1, 2, 3, 0}));
  }

  @Test
  void write_shouldUseUnknown_whenValueIsTooLongForShortForm() throws IOException {
    DataSet dataSet = new DataSet().putString(Tag.PATIENT_COMMENTS, "x".repeat(70_000));
    byte[] bytes = DataSetWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    DataSet read =
        DataSetReader.read(ByteBuffer.wrap(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(read.find(Tag.PATIENT_COMMENTS).orElseThrow().valueRepresentation())
        .isEqualTo(ValueRepresentation.UN);
    assertThat(read.getString(Tag.PATIENT_COMMENTS)).contains("x".repeat(70_000));
  }

  @Test
  void write_shouldPadOddValues() {
    DataSet dataSet =
        new DataSet()
            .putBytes(Tag.SOP_INSTANCE_UID, ValueRepresentation.UI, new byte[] {'1'})
            .putBytes(Tag.PATIENT_ID, ValueRepresentation.LO, new byte[] {'2'});
    byte[] expected =
        Hex.bytes(
            """
            0800 1800 55 49 0200 3100                // (0008,0018) UI, padded with a zero byte
            1000 2000 4C 4F 0200 3220                // (0010,0020) LO, padded with a space
            """);
    assertThat(DataSetWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .isEqualTo(expected);
  }

  @Test
  void write_shouldRefuse_whenImplicitWouldMakeSomethingElseOfIt() {
    DataSet text =
        new DataSet().put(Tag.REFERENCED_SERIES_SEQUENCE, ValueRepresentation.UT, "no sequence");
    DataSet sequence = new DataSet().putSequence(Tag.PATIENT_NAME, new DataSet());
    assertThatThrownBy(() -> DataSetWriter.toBytes(text, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("(0008,1115): VR UT cannot be written in Implicit VR, which takes it for SQ");
    assertThatThrownBy(
            () -> DataSetWriter.toBytes(sequence, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("(0010,0010): VR SQ cannot be written in Implicit VR, which takes it for PN");
  }
}
