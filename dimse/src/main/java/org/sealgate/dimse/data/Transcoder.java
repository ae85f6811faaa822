package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Re-encodes a data set from one transfer syntax into another as its bytes arrive, in memory that
 * does not depend on its size. Between Implicit VR Little Endian, Explicit VR Little Endian,
 * Explicit VR Big Endian and Deflated Explicit VR Little Endian; pixels are not compressed or
 * decompressed.
 *
 * <ul>
 *   <li>Words are swapped as their VR says (PS3.5 7.3).
 *   <li>Between implicit and explicit VR lengths change, and are not known beforehand: sequences
 *       and items get undefined lengths, group lengths and Length to End (0008,0001) are left out.
 *       Otherwise all lengths stay as they were.
 *   <li>From implicit to explicit VR the VR comes from the dictionary; "US or SS" follows Pixel
 *       Representation (0028,0103) of the data set or of the one around it, where that precedes,
 *       and is US otherwise; choices with OW are OW. What the dictionary does not know becomes UN,
 *       and so does a value too long for a 16-bit length (PS3.5 6.2.2).
 *   <li>UN stays UN, and the content of UN sequences, Implicit VR Little Endian everywhere, is
 *       passed as it is.
 * </ul>
 *
 * <p>After an exception the transcoder must not be used further. Not safe for use by several
 * threads at once.
 */
public final class Transcoder implements AutoCloseable {
  private static final Set<TransferSyntax> NATIVE =
      Set.of(
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

  private final EncodedOutput output;
  private final DataSetParser parser;

  /**
   * A transcoder for one data set, with {@link ParserLimits#DEFAULT}.
   *
   * @throws IllegalArgumentException unless {@link #isPossible}
   */
  public Transcoder(TransferSyntax source, TransferSyntax target, ByteSink sink) {
    this(source, target, sink, ParserLimits.DEFAULT);
  }

  /**
   * A transcoder for one data set.
   *
   * @throws IllegalArgumentException unless {@link #isPossible}
   */
  public Transcoder(
      TransferSyntax source, TransferSyntax target, ByteSink sink, ParserLimits limits) {
    if (!isPossible(source, target)) {
      throw new IllegalArgumentException("cannot transcode from " + source + " to " + target);
    }
    this.output = new EncodedOutput(sink, target.deflated());
    this.parser = new DataSetParser(source, new TranscodingHandler(source, target, output), limits);
  }

  /** Whether both are the same, or both have native pixels. */
  public static boolean isPossible(TransferSyntax source, TransferSyntax target) {
    return source.equals(target) || (NATIVE.contains(source) && NATIVE.contains(target));
  }

  /**
   * Takes the next bytes, all that remain in the buffer; what they become is written to the sink,
   * now or later.
   *
   * @throws DataSetFormatException if they are not part of a data set in the source's transfer
   *     syntax, or the target is Implicit VR and would make a sequence of a value or the reverse,
   *     because the VR contradicts the dictionary
   * @throws IOException if the sink throws it
   */
  public void feed(ByteBuffer bytes) throws IOException {
    parser.feed(bytes);
  }

  /**
   * Declares the end of the data, and writes what is left.
   *
   * @throws DataSetFormatException if the data end within an element, a sequence or an item
   */
  public void finish() throws IOException {
    parser.finish();
    output.finish();
    close();
  }

  /** Frees the memory of compressor and decompressor; {@link #finish} has done so already. */
  @Override
  public void close() {
    parser.close();
    output.close();
  }
}
