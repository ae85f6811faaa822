package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Parses a data set (PS3.5 7, annex A) as its bytes arrive and tells a {@link DataSetHandler} what
 * it sees.
 *
 * <p>However the bytes are cut into chunks, the events are the same (large values come in other
 * pieces). Large values are neither copied nor looked at; memory is bounded by {@link
 * ParserLimits}, whatever lengths are on the wire.
 *
 * <p>Met in practice and accepted: VR codes that do not exist (two capital letters have a 32-bit
 * length, anything else a 16-bit one; delivered as UN), values of odd length unless the limits
 * refuse them, elements of group 0002, group lengths and trailing padding (all delivered like any
 * element), elements out of order, deflated data sets with a zlib header.
 *
 * <p>After an exception the parser must not be used further. Not safe for use by several threads at
 * once.
 */
public final class DataSetParser implements AutoCloseable {
  private final DataSetHandler handler;
  private final ElementDecoder decoder;
  private final @Nullable Inflation inflation;

  /** A parser for one data set. */
  public DataSetParser(TransferSyntax syntax, DataSetHandler handler, ParserLimits limits) {
    this.handler = handler;
    this.decoder = new ElementDecoder(syntax, handler, limits);
    this.inflation =
        syntax.deflated() ? new Inflation(limits.maximumInflatedLength(), decoder::feed) : null;
  }

  /** A parser for one data set with {@link ParserLimits#DEFAULT}. */
  public DataSetParser(TransferSyntax syntax, DataSetHandler handler) {
    this(syntax, handler, ParserLimits.DEFAULT);
  }

  /**
   * Takes the next bytes, all that remain in the buffer. The byte order of the buffer does not
   * matter, and may be changed.
   *
   * @throws DataSetFormatException if they cannot be part of a data set in this transfer syntax, or
   *     exceed a limit
   * @throws IOException if the handler throws it
   */
  public void feed(ByteBuffer bytes) throws IOException {
    if (inflation == null) {
      decoder.feed(bytes);
      return;
    }
    if (bytes.hasRemaining()) {
      handler.deflatedBytes(bytes.slice());
    }
    if (decoder.isStopped()) {
      bytes.position(bytes.limit());
    } else {
      inflation.feed(bytes);
    }
  }

  /**
   * Declares the end of the data.
   *
   * @throws DataSetFormatException if the data end within an element, a sequence or an item
   */
  public void finish() throws IOException {
    decoder.finish();
    if (inflation != null && !decoder.isStopped()) {
      inflation.finish();
    }
    close();
  }

  /**
   * Tells the parser, from within a handler, that the rest does not matter: no further element is
   * delivered, the rest of what is fed is consumed without a look, and {@link #finish} finds
   * nothing wrong.
   */
  public void stop() {
    decoder.stop();
  }

  /** The number of bytes of the (inflated) data set parsed so far. */
  public long offset() {
    return decoder.offset();
  }

  /** Frees the memory of the decompressor; {@link #finish} has done so already. */
  @Override
  public void close() {
    if (inflation != null) {
      inflation.close();
    }
  }
}
