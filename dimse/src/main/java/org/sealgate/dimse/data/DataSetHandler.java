package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Receives a data set from a {@link DataSetParser} as it arrives. Every method does nothing by
 * default.
 *
 * <p>Buffers are views of the bytes that were fed, with the byte order of the data set; they are
 * valid until the method returns, and their content must not be changed. An exception thrown here
 * leaves {@link DataSetParser#feed} as it is.
 *
 * <p>The bytes of the data set reach the handler exactly once and in their order: those of large
 * values through {@link #largeValueBytes}, all others through {@link #wireBytes}. Wire bytes come
 * in runs as long as possible: before a large value starts, and before {@code feed} returns; an
 * element's event may come before or after its wire bytes.
 */
public interface DataSetHandler {
  /**
   * Bytes as received that belong to no large value: headers, delimiters and small values. Of a
   * deflated data set these are the inflated bytes.
   */
  default void wireBytes(ByteBuffer bytes) throws IOException {}

  /**
   * Bytes of a deflated data set as received, before they are inflated. Never called for other
   * transfer syntaxes.
   */
  default void deflatedBytes(ByteBuffer bytes) throws IOException {}

  /** An element with its complete value, shorter than {@link ParserLimits#largeValueThreshold}. */
  default void element(ElementHeader header, ByteBuffer value) throws IOException {}

  /** An element whose value follows in pieces. */
  default void largeValueStart(ElementHeader header) throws IOException {}

  /** The next bytes of the large value, in pieces of any size, as they came. */
  default void largeValueBytes(ByteBuffer chunk) throws IOException {}

  /** The large value is complete. */
  default void largeValueEnd() throws IOException {}

  /** A sequence; of VR SQ, or of VR UN with undefined length (PS3.5 6.2.2). */
  default void sequenceStart(ElementHeader header) throws IOException {}

  /**
   * An item of the innermost sequence; the elements up to its {@link #itemEnd} are a data set of
   * their own.
   */
  default void itemStart(ElementHeader header) throws IOException {}

  /** The end of the innermost item, by its length or a delimiter. */
  default void itemEnd() throws IOException {}

  /** The end of the innermost sequence, by its length or a delimiter. */
  default void sequenceEnd() throws IOException {}

  /** Encapsulated Pixel Data (PS3.5 A.4); fragments follow. */
  default void fragmentsStart(ElementHeader header) throws IOException {}

  /**
   * A fragment shorter than {@link ParserLimits#largeValueThreshold}.
   *
   * @param index 0 for the Basic Offset Table, from 1 on for the fragments of the compressed stream
   * @param header the Item header
   */
  default void fragment(int index, ElementHeader header, ByteBuffer value) throws IOException {}

  /**
   * A fragment that follows in pieces, through {@link #largeValueBytes} and {@link #largeValueEnd}.
   * Calls {@link #largeValueStart} unless overridden, so that who only cares about large values
   * need not tell them apart.
   *
   * @param index as in {@link #fragment}
   * @param header the Item header
   */
  default void largeFragmentStart(int index, ElementHeader header) throws IOException {
    largeValueStart(header);
  }

  /** The end of the fragments. */
  default void fragmentsEnd() throws IOException {}
}
