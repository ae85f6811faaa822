package org.sealgate.dimse.data;

import java.util.OptionalInt;

/**
 * How much a {@link DataSetReader} reads.
 *
 * @param stopBefore the tag at the top level before which reading stops; that element and all after
 *     it are left out
 * @param maximumLength the most bytes of values that may be kept, 256 MiB by default; more is a
 *     {@link DataSetFormatException}
 * @param limits what the parser accepts
 */
public record ReaderOptions(OptionalInt stopBefore, long maximumLength, ParserLimits limits) {

  /** The whole data set, of at most 256 MiB. */
  public static final ReaderOptions DEFAULT =
      new ReaderOptions(OptionalInt.empty(), 256L << 20, ParserLimits.DEFAULT);

  /** Refuses a negative length. */
  public ReaderOptions {
    if (maximumLength < 0) {
      throw new IllegalArgumentException(
          "maximumLength must not be negative, but is " + maximumLength);
    }
  }

  /** These options, stopping before a tag such as {@link Tag#PIXEL_DATA}. */
  public ReaderOptions stoppingBefore(int tag) {
    return new ReaderOptions(OptionalInt.of(tag), maximumLength, limits);
  }

  /** These options with another bound, in bytes. */
  public ReaderOptions withMaximumLength(long length) {
    return new ReaderOptions(stopBefore, length, limits);
  }

  /** These options with other limits for the parser. */
  public ReaderOptions withLimits(ParserLimits other) {
    return new ReaderOptions(stopBefore, maximumLength, other);
  }
}
