package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DataSetReaderTest {
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

  @Test
  void read_shouldTakeLargeValues() throws IOException {
    DataSet dataSet =
        new DataSet()
            .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, Samples.sequentialBytes(3_000_000));
    for (TransferSyntax syntax : DataSetWriterTest.nativeSyntaxes().toList()) {
      byte[] bytes = DataSetWriter.toBytes(dataSet, syntax);
      assertThat(DataSetReader.read(new ByteArrayInputStream(bytes), syntax)).isEqualTo(dataSet);
      assertThat(DataSetReader.read(ByteBuffer.wrap(bytes), syntax)).isEqualTo(dataSet);
    }
  }

  @Test
  void read_shouldRefuse_whenValuesExceedTheLimit() {
    DataSet dataSet =
        new DataSet()
            .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, Samples.sequentialBytes(100_000));
    byte[] bytes = DataSetWriter.toBytes(dataSet, EXPLICIT);
    ReaderOptions options = ReaderOptions.DEFAULT.withMaximumLength(99_999);
    assertThatThrownBy(() -> DataSetReader.read(ByteBuffer.wrap(bytes), EXPLICIT, options))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessage(
            "(7FE0,0010) at byte 0: expected values of at most 99999 bytes (maximumLength), found 100000");
  }

  @Test
  void read_shouldStopBeforeASequence() throws IOException {
    byte[] bytes = DataSetWriter.toBytes(Samples.image(), EXPLICIT);
    ReaderOptions options = ReaderOptions.DEFAULT.stoppingBefore(Tag.REFERENCED_SERIES_SEQUENCE);
    DataSet read = DataSetReader.read(new ByteArrayInputStream(bytes), EXPLICIT, options);
    assertThat(read.elements())
        .extracting(DataElement::tag)
        .containsExactly(
            Tag.SPECIFIC_CHARACTER_SET,
            Tag.SOP_CLASS_UID,
            Tag.SOP_INSTANCE_UID,
            Tag.PROCEDURE_CODE_SEQUENCE);
  }

  @Test
  void read_shouldStopBeforeFragments() throws IOException {
    byte[] bytes = DataSetWriter.toBytes(Samples.encapsulated(), TransferSyntax.RLE_LOSSLESS);
    ReaderOptions options = ReaderOptions.DEFAULT.stoppingBefore(Tag.PIXEL_DATA);
    assertThat(
            DataSetReader.read(ByteBuffer.wrap(bytes), TransferSyntax.RLE_LOSSLESS, options).size())
        .isEqualTo(1);
  }

  @Test
  void readerOptions_shouldRefuseNegativeLength() {
    assertThatThrownBy(() -> ReaderOptions.DEFAULT.withMaximumLength(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maximumLength");
  }
}
