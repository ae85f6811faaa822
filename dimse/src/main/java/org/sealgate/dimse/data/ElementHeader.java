package org.sealgate.dimse.data;

/**
 * What precedes a value on the wire (PS3.5 7.1).
 *
 * @param tag the tag
 * @param valueRepresentation as on the wire, or from the dictionary in Implicit VR; UN for a code
 *     that is not in PS3.5
 * @param length the length of the value in bytes, or {@link #UNDEFINED_LENGTH}
 * @param offset the offset in bytes of the tag from the start of the (inflated) data set
 * @param headerLength the length in bytes of tag, value representation and length on the wire: 8 or
 *     12
 * @param depth the number of items that enclose the element, 0 at the top level; an item itself has
 *     the depth of its sequence
 */
public record ElementHeader(
    int tag,
    ValueRepresentation valueRepresentation,
    long length,
    long offset,
    int headerLength,
    int depth) {

  /**
   * The length of a sequence, an item or encapsulated Pixel Data that ends with a delimiter (PS3.5
   * 7.1.1).
   */
  public static final long UNDEFINED_LENGTH = -1;

  /** Whether the value ends with a delimiter. */
  public boolean hasUndefinedLength() {
    return length == UNDEFINED_LENGTH;
  }

  /** The offset in bytes of the first byte of the value. */
  public long valueOffset() {
    return offset + headerLength;
  }
}
