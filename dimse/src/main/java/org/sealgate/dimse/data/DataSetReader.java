package org.sealgate.dimse.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a data set into a {@link DataSet}. */
public final class DataSetReader {
  private static final int CHUNK_LENGTH = 16 * 1024;

  private DataSetReader() {}

  /** Reads the bytes between position and limit, with {@link ReaderOptions#DEFAULT}. */
  public static DataSet read(ByteBuffer bytes, TransferSyntax syntax) throws IOException {
    return read(bytes, syntax, ReaderOptions.DEFAULT);
  }

  /**
   * Reads the bytes between position and limit.
   *
   * @throws DataSetFormatException if they are not a complete data set in this transfer syntax, or
   *     exceed a limit
   */
  public static DataSet read(ByteBuffer bytes, TransferSyntax syntax, ReaderOptions options)
      throws IOException {
    DataSetBuilder builder = new DataSetBuilder(syntax, options);
    try (DataSetParser parser = new DataSetParser(syntax, builder, options.limits())) {
      builder.onStop(parser::stop);
      parser.feed(bytes);
      parser.finish();
    }
    return builder.dataSet();
  }

  /** Reads up to the end of the stream, with {@link ReaderOptions#DEFAULT}; does not close it. */
  public static DataSet read(InputStream stream, TransferSyntax syntax) throws IOException {
    return read(stream, syntax, ReaderOptions.DEFAULT);
  }

  /**
   * Reads up to the end of the stream, or somewhat beyond the place where the options say to stop;
   * does not close it.
   *
   * @throws DataSetFormatException if the bytes are not a complete data set in this transfer
   *     syntax, or exceed a limit
   */
  public static DataSet read(InputStream stream, TransferSyntax syntax, ReaderOptions options)
      throws IOException {
    DataSetBuilder builder = new DataSetBuilder(syntax, options);
    try (DataSetParser parser = new DataSetParser(syntax, builder, options.limits())) {
      builder.onStop(parser::stop);
      feedAll(stream, parser, builder);
      parser.finish();
    }
    return builder.dataSet();
  }

  private static void feedAll(InputStream stream, DataSetParser parser, DataSetBuilder builder)
      throws IOException {
    byte[] chunk = new byte[CHUNK_LENGTH];
    for (int count = stream.read(chunk);
        count >= 0 && !builder.isStopped();
        count = stream.read(chunk)) {
      parser.feed(ByteBuffer.wrap(chunk, 0, count));
    }
  }
}
