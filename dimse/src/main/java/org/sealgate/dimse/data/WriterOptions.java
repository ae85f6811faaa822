package org.sealgate.dimse.data;

/**
 * The choices PS3.5 leaves to who encodes a data set.
 *
 * @param sequences how the end of a sequence is marked
 * @param items how the end of an item is marked
 * @param groupLengths whether group lengths (gggg,0000) are written at the top level, retired since
 *     2007; computed, not those of the data set, which are never written
 */
public record WriterOptions(LengthEncoding sequences, LengthEncoding items, boolean groupLengths) {

  /** Undefined lengths, which can be written as a stream, and no group lengths. */
  public static final WriterOptions DEFAULT =
      new WriterOptions(LengthEncoding.UNDEFINED, LengthEncoding.UNDEFINED, false);

  /** Defined lengths and no group lengths. */
  public static final WriterOptions DEFINED_LENGTHS =
      new WriterOptions(LengthEncoding.DEFINED, LengthEncoding.DEFINED, false);

  /** These options with group lengths. */
  public WriterOptions withGroupLengths() {
    return new WriterOptions(sequences, items, true);
  }
}
