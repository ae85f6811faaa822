package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Gathers small pieces, passes large ones through without copying, and deflates if the transfer
 * syntax wants it.
 */
final class EncodedOutput implements AutoCloseable {
  private static final int BUFFER_LENGTH = 16 * 1024;
  private static final byte[] NOTHING = {};

  private final ByteSink sink;
  private final @Nullable Deflater deflater;
  private final ByteBuffer gathered = ByteBuffer.allocate(BUFFER_LENGTH);
  private final ByteBuffer deflated;

  EncodedOutput(ByteSink sink, boolean deflate) {
    this.sink = sink;
    this.deflater = deflate ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : null;
    this.deflated = ByteBuffer.allocate(deflate ? BUFFER_LENGTH : 0);
  }

  void write(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() > gathered.remaining()) {
      flush();
    }
    if (bytes.remaining() > gathered.remaining()) {
      emit(bytes);
    } else {
      gathered.put(bytes);
    }
  }

  void finish() throws IOException {
    flush();
    if (deflater != null) {
      deflater.finish();
      drain(deflater);
      padToEvenLength(deflater);
    }
  }

  void flush() throws IOException {
    if (gathered.position() > 0) {
      emit(gathered.flip());
      gathered.clear();
    }
  }

  private void emit(ByteBuffer bytes) throws IOException {
    if (deflater == null) {
      sink.write(bytes);
    } else {
      deflater.setInput(bytes);
      drain(deflater);
      // It keeps the buffer, which will be filled anew, and would read it again.
      deflater.setInput(NOTHING);
    }
  }

  private void drain(Deflater compressor) throws IOException {
    int count;
    do {
      deflated.clear();
      count = compressor.deflate(deflated);
      if (count > 0) {
        sink.write(deflated.flip());
      }
    } while (count > 0);
  }

  /** PS3.5 A.5: the deflated stream is padded with a zero byte. */
  private void padToEvenLength(Deflater compressor) throws IOException {
    if (compressor.getBytesWritten() % 2 != 0) {
      sink.write(ByteBuffer.allocate(1));
    }
  }

  @Override
  public void close() {
    if (deflater != null) {
      deflater.end();
    }
  }
}
