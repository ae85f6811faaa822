package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes the compression of a deflated data set (PS3.5 A.5, RFC 1951) chunk by chunk.
 *
 * <p>Some writers wrap the stream in a zlib header (RFC 1950). Its first byte, 78H, cannot start a
 * deflate stream that any compressor writes: it would be a stored block with padding bits set.
 */
final class Inflation implements AutoCloseable {
  private static final byte ZLIB_HEADER = 0x78;
  private static final int OUTPUT_LENGTH = 64 * 1024;

  interface Output {
    void inflated(ByteBuffer bytes) throws IOException;
  }

  private final long maximumLength;
  private final Output output;
  private final ByteBuffer buffer = ByteBuffer.allocate(OUTPUT_LENGTH);
  private Inflater inflater = new Inflater(true);
  private boolean started;
  private long trailingBytes;

  Inflation(long maximumLength, Output output) {
    this.maximumLength = maximumLength;
    this.output = output;
  }

  void feed(ByteBuffer chunk) throws IOException {
    start(chunk);
    if (!inflater.finished()) {
      inflater.setInput(chunk);
      inflateAll();
    }
    skipPadding(chunk);
  }

  void finish() throws DataSetFormatException {
    if (!inflater.finished()) {
      throw error("expected the end of the deflated stream, found the end of the data");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void start(ByteBuffer chunk) {
    if (!started && chunk.hasRemaining()) {
      started = true;
      if (chunk.get(chunk.position()) == ZLIB_HEADER) {
        inflater.end();
        inflater = new Inflater(false);
      }
    }
  }

  private void inflateAll() throws IOException {
    int count;
    do {
      buffer.clear();
      count = inflate();
      if (inflater.getBytesWritten() > maximumLength) {
        throw error(
            "expected to inflate to at most " + maximumLength + " bytes (maximumInflatedLength)");
      }
      output.inflated(buffer.flip());
    } while (count > 0);
  }

  private int inflate() throws DataSetFormatException {
    try {
      int count = inflater.inflate(buffer);
      if (inflater.needsDictionary()) {
        throw error("expected a deflated stream without a preset dictionary");
      }
      return count;
    } catch (DataFormatException failure) {
      DataSetFormatException wrapped = error("expected a deflated stream: " + failure.getMessage());
      wrapped.initCause(failure);
      throw wrapped;
    }
  }

  /** One zero byte may follow to make the length even. */
  private void skipPadding(ByteBuffer chunk) throws DataSetFormatException {
    while (chunk.hasRemaining()) {
      trailingBytes++;
      if (chunk.get() != 0 || trailingBytes > 1) {
        throw error("expected at most one zero byte after the deflated stream");
      }
    }
  }

  private DataSetFormatException error(String expected) {
    return new DataSetFormatException(0, inflater.getBytesWritten(), expected);
  }
}
