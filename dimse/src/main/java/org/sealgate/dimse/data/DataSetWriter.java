package org.sealgate.dimse.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a {@link DataSet} in any transfer syntax (PS3.5 7, annex A). */
public final class DataSetWriter {
  private DataSetWriter() {}

  /** The bytes of a data set, with {@link WriterOptions#DEFAULT}. */
  public static byte[] toBytes(DataSet dataSet, TransferSyntax syntax) {
    return toBytes(dataSet, syntax, WriterOptions.DEFAULT);
  }

  /** The bytes of a data set. */
  public static byte[] toBytes(DataSet dataSet, TransferSyntax syntax, WriterOptions options) {
    try (ByteArrayOutputStream stream = new ByteArrayOutputStream()) {
      write(dataSet, syntax, options, stream);
      return stream.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException("writing to memory", failure);
    }
  }

  /**
   * Writes a data set; does not close the stream. Values of odd length get the padding byte of
   * their VR; a value too long for a 16-bit length is written as UN (PS3.5 6.2.2).
   *
   * @throws IllegalArgumentException if a length does not fit in 32 bits, or if Implicit VR would
   *     make a sequence of a value or the reverse, because the VR contradicts the dictionary
   */
  public static void write(
      DataSet dataSet, TransferSyntax syntax, WriterOptions options, OutputStream stream)
      throws IOException {
    ElementEncoding encoding = ElementEncoding.of(syntax);
    if (!syntax.deflated()) {
      new ElementWriter(stream, options).dataSet(dataSet, encoding);
      return;
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(stream, deflater);
      new ElementWriter(deflated, options).dataSet(dataSet, encoding);
      deflated.finish();
      padToEvenLength(deflater, stream);
    } finally {
      deflater.end();
    }
  }

  /** PS3.5 A.5: the deflated stream is padded with a zero byte. */
  private static void padToEvenLength(Deflater deflater, OutputStream stream) throws IOException {
    if (deflater.getBytesWritten() % 2 != 0) {
      stream.write(0);
    }
  }
}
