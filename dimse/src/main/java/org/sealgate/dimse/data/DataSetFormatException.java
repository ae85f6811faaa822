package org.sealgate.dimse.data;

import java.io.IOException;

/**
 * Bytes that are not a data set in the transfer syntax they were said to be in, or that exceed a
 * limit.
 */
public final class DataSetFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int tag;
  private final long offset;
  private final String expected;

  /**
   * An error in one element.
   *
   * @param tag the tag of the element being read, 0 if none was read yet
   * @param offset the offset in bytes from the start of the (inflated) data set where the element
   *     starts
   * @param expected what was expected and what was found instead
   */
  public DataSetFormatException(int tag, long offset, String expected) {
    super(Tag.toString(tag) + " at byte " + offset + ": " + expected);
    this.tag = tag;
    this.offset = offset;
    this.expected = expected;
  }

  /** The tag of the element being read, 0 if none was read yet. */
  public int tag() {
    return tag;
  }

  /** The offset in bytes from the start of the data set. */
  public long offset() {
    return offset;
  }

  /** What was expected and what was found instead, without tag and offset. */
  public String expected() {
    return expected;
  }
}
