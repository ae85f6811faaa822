package org.sealgate.dimse.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** An element with a value, kept as its bytes in little-endian order. Immutable. */
public final class ValueElement implements DataElement {
  private final int tag;
  private final ValueRepresentation valueRepresentation;
  private final byte[] value;

  /** An element; the array is taken over, not copied, and must not be changed afterwards. */
  ValueElement(int tag, ValueRepresentation valueRepresentation, byte[] value) {
    this.tag = tag;
    this.valueRepresentation = Objects.requireNonNull(valueRepresentation);
    this.value = value;
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public ValueRepresentation valueRepresentation() {
    return valueRepresentation;
  }

  /** The length of the value in bytes. */
  public int length() {
    return value.length;
  }

  /**
   * A copy of the value's bytes, numbers little endian, text in the data set's character set with
   * its padding.
   */
  public byte[] bytes() {
    return value.clone();
  }

  /** The value's bytes for reading. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(value).asReadOnlyBuffer();
  }

  /** The value itself; callers in this package do not change it. */
  byte[] array() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueElement that
        && tag == that.tag
        && valueRepresentation == that.valueRepresentation
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(tag, valueRepresentation) + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return Tag.toString(tag) + " " + valueRepresentation + " [" + value.length + " bytes]";
  }
}
