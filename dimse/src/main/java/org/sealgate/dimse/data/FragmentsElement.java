package org.sealgate.dimse.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Encapsulated Pixel Data (PS3.5 A.4). Immutable. */
public final class FragmentsElement implements DataElement {
  private final int tag;
  private final ValueRepresentation valueRepresentation;
  private final List<byte[]> fragments;

  /**
   * Encapsulated Pixel Data.
   *
   * @param fragments the Basic Offset Table, which may be empty, and then the fragments
   */
  FragmentsElement(int tag, ValueRepresentation valueRepresentation, List<byte[]> fragments) {
    this.tag = tag;
    this.valueRepresentation = valueRepresentation;
    this.fragments = List.copyOf(fragments);
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public ValueRepresentation valueRepresentation() {
    return valueRepresentation;
  }

  /** Copies of the Basic Offset Table and of the fragments, in their order. */
  public List<byte[]> fragments() {
    return fragments.stream().map(byte[]::clone).toList();
  }

  List<byte[]> arrays() {
    return fragments;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FragmentsElement that
        && tag == that.tag
        && valueRepresentation == that.valueRepresentation
        && sameFragments(that);
  }

  private boolean sameFragments(FragmentsElement that) {
    return fragments.size() == that.fragments.size()
        && IntStream.range(0, fragments.size())
            .allMatch(index -> Arrays.equals(fragments.get(index), that.fragments.get(index)));
  }

  @Override
  public int hashCode() {
    return fragments.stream()
        .mapToInt(Arrays::hashCode)
        .reduce(tag, (sum, hash) -> 31 * sum + hash);
  }

  @Override
  public String toString() {
    return Tag.toString(tag) + " " + valueRepresentation + " [" + fragments.size() + " fragments]";
  }
}
