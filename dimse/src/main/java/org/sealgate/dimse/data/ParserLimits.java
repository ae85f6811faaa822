package org.sealgate.dimse.data;

/**
 * What a parser accepts and how much it keeps in memory.
 *
 * @param largeValueThreshold values of at least this many bytes are streamed, shorter ones are
 *     delivered whole; also the most that a parser buffers. 64 KiB by default
 * @param maximumDepth the number of sequences that may be nested in each other. 64 by default
 * @param maximumInflatedLength the number of bytes that a deflated data set may inflate to; a ratio
 *     would be of no use, because an image of one colour legitimately reaches the 1032:1 that the
 *     format allows. 4 GiB by default
 * @param oddLengthsAllowed whether values of odd length, which PS3.5 7.1.1 forbids and which are
 *     met in practice, are delivered rather than refused. True by default
 */
public record ParserLimits(
    int largeValueThreshold,
    int maximumDepth,
    long maximumInflatedLength,
    boolean oddLengthsAllowed) {

  /** The defaults named at each component. */
  public static final ParserLimits DEFAULT = new ParserLimits(64 * 1024, 64, 4L << 30, true);

  /** Refuses limits under which nothing could be parsed. */
  public ParserLimits {
    atLeast("largeValueThreshold", largeValueThreshold, 1);
    atLeast("maximumDepth", maximumDepth, 0);
    atLeast("maximumInflatedLength", maximumInflatedLength, 0);
  }

  private static void atLeast(String field, long value, long minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(field + " must be at least " + minimum + ", not " + value);
    }
  }

  /** These limits with another threshold, in bytes, from which values are streamed. */
  public ParserLimits withLargeValueThreshold(int threshold) {
    return new ParserLimits(threshold, maximumDepth, maximumInflatedLength, oddLengthsAllowed);
  }

  /** These limits with another nesting depth. */
  public ParserLimits withMaximumDepth(int depth) {
    return new ParserLimits(largeValueThreshold, depth, maximumInflatedLength, oddLengthsAllowed);
  }

  /** These limits with another bound, in bytes, on what a deflated data set becomes. */
  public ParserLimits withMaximumInflatedLength(long length) {
    return new ParserLimits(largeValueThreshold, maximumDepth, length, oddLengthsAllowed);
  }

  /** These limits with values of odd length allowed or refused. */
  public ParserLimits withOddLengthsAllowed(boolean allowed) {
    return new ParserLimits(largeValueThreshold, maximumDepth, maximumInflatedLength, allowed);
  }
}
