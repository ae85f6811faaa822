package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.EventRecorder.Chunking;

/**
 * A deflated stream of odd length gets a NUL byte after it (PS3.5 A.5): what is deflated here has
 * it, and what others deflated is read with it and without.
 */
class DeflatedPaddingTest {
  private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

  @TempDir private Path folder;

  /** A data set whose deflated stream has an odd length, or an even one. */
  private static DataSet ofParity(boolean odd) {
    for (int length = 0; length < 100; length++) {
      DataSet dataSet = Samples.image().putString(Tag.PATIENT_COMMENTS, "comment".repeat(length));
      boolean oddStream = streamLength(DataSetWriter.toBytes(dataSet, DEFLATED)) % 2 != 0;
      if (oddStream == odd) {
        return dataSet;
      }
    }
    throw new AssertionError("All of 100 deflated data sets have lengths of the same parity");
  }

  /** The length of the deflated stream alone, without what follows it. */
  private static long streamLength(byte[] bytes) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(bytes);
      byte[] inflated = new byte[4096];
      while (!inflater.finished()) {
        assertThat(inflater.inflate(inflated)).isPositive();
      }
      return inflater.getBytesRead();
    } catch (DataFormatException failure) {
      throw new AssertionError(failure);
    }
  }

  private static byte[] transcoded(DataSet dataSet, int chunk) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink =
        piece -> {
          byte[] copy = new byte[piece.remaining()];
          piece.get(copy);
          out.writeBytes(copy);
        };
    try (Transcoder transcoder = new Transcoder(EXPLICIT, DEFLATED, sink)) {
      for (ByteBuffer each : Chunking.each(chunk).cut(DataSetWriter.toBytes(dataSet, EXPLICIT))) {
        transcoder.feed(each);
      }
      transcoder.finish();
    }
    return out.toByteArray();
  }

  private static void assertPadded(byte[] bytes, boolean oddStream) {
    assertThat(bytes.length % 2).isZero();
    assertThat(streamLength(bytes)).isEqualTo(bytes.length - (oddStream ? 1 : 0));
    if (oddStream) {
      assertThat(bytes[bytes.length - 1]).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writer_shouldMakeTheLengthEven(boolean odd) {
    assertPadded(DataSetWriter.toBytes(ofParity(odd), DEFLATED), odd);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 100_000})
  void transcoder_shouldMakeTheLengthEven(int chunk) throws IOException {
    int odd = 0;
    for (int length = 0; length < 40; length++) {
      DataSet dataSet = Samples.image().putString(Tag.PATIENT_COMMENTS, "comment".repeat(length));
      byte[] bytes = transcoded(dataSet, chunk);
      boolean oddStream = streamLength(bytes) % 2 != 0;
      assertPadded(bytes, oddStream);
      odd += oddStream ? 1 : 0;
    }
    assertThat(odd).isBetween(1, 39);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100_000})
  void parser_shouldTakeAnOddStreamWithThePaddingAndWithout(int chunk) throws IOException {
    DataSet dataSet = ofParity(true);
    byte[] padded = DataSetWriter.toBytes(dataSet, DEFLATED);
    byte[] bare = Arrays.copyOf(padded, padded.length - 1);
    for (byte[] bytes : new byte[][] {padded, bare}) {
      EventRecorder read =
          EventRecorder.parse(DEFLATED, ParserLimits.DEFAULT, bytes, Chunking.each(chunk));
      assertThat(read.reassembled.toByteArray())
          .isEqualTo(DataSetWriter.toBytes(dataSet, EXPLICIT));
      // Who passes the bytes on, or hashes them, gets the padding if it came, and only then.
      assertThat(read.deflated.toByteArray()).isEqualTo(bytes);
    }
  }

  @Test
  void file_shouldBeReadWithThePaddingAndWithout() throws IOException {
    DataSet dataSet = ofParity(true);
    Path padded = write(dataSet);
    byte[] bytes = Files.readAllBytes(padded);
    assertThat(bytes.length % 2).isZero();
    Path bare = Files.write(folder.resolve("bare.dcm"), Arrays.copyOf(bytes, bytes.length - 1));
    for (Path path : new Path[] {padded, bare}) {
      try (DicomFile file = DicomFile.open(path)) {
        assertThat(file.readDataSet()).isEqualTo(dataSet);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dcmconv_shouldReadWhatIsDeflatedHere(boolean odd) throws Exception {
    DataSet dataSet = ofParity(odd);
    Path converted = folder.resolve("converted.dcm");
    Process dcmconv =
        new ProcessBuilder("dcmconv", "+te", write(dataSet).toString(), converted.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(dcmconv.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(dcmconv.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    try (DicomFile file = DicomFile.open(converted)) {
      assertThat(file.readDataSet()).isEqualTo(dataSet);
    }
  }

  private Path write(DataSet dataSet) throws IOException {
    Path path = folder.resolve("written.dcm");
    FileMetaInformation meta =
        FileMetaInformation.create(
            SopClasses.CT_IMAGE_STORAGE, "1.2.3.4", DEFLATED, "1.2.3", "TEST_1");
    DicomFile.write(path, meta, dataSet);
    return path;
  }
}
