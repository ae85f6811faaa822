package org.sealgate.dimse.data;

/**
 * A value that is not what its value representation promises, such as an Integer String of letters.
 */
public final class InvalidValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int tag;

  InvalidValueException(int tag, String problem) {
    super(Tag.toString(tag) + ": " + problem);
    this.tag = tag;
  }

  /** The tag of the element. */
  public int tag() {
    return tag;
  }
}
