package org.sealgate.dimse.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A data set as a tree: elements in the order of their tags, at most one of each tag (the last one
 * put).
 *
 * <p>Values are kept as their bytes, numbers little endian whatever they were read from, text in
 * the character set that (0008,0005) of this data set or else of the one around it names; they are
 * decoded when asked for. An element of VR UN is interpreted with the dictionary's VR. Meant for
 * identifiers, file meta information and headers: a large value is held in memory as a whole.
 *
 * <p>Mutable and not safe for use by several threads while it is changed.
 */
public final class DataSet implements Iterable<DataElement> {
  private final NavigableMap<Integer, DataElement> elements =
      new TreeMap<>(Integer::compareUnsigned);
  private @Nullable DataSet parent;

  /** An empty data set. */
  public DataSet() {}

  /** Whether there is an element with this tag, be it empty. */
  public boolean contains(int tag) {
    return elements.containsKey(tag);
  }

  /** Whether there is no element at all. */
  public boolean isEmpty() {
    return elements.isEmpty();
  }

  /** The number of elements at this level. */
  public int size() {
    return elements.size();
  }

  /** The element with this tag. */
  public Optional<DataElement> find(int tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  /** The elements in the order of their tags. */
  public Collection<DataElement> elements() {
    return Collections.unmodifiableCollection(elements.values());
  }

  @Override
  public Iterator<DataElement> iterator() {
    return elements().iterator();
  }

  /**
   * The character set in effect: of this data set, else of the one around it, else the default
   * repertoire.
   */
  public SpecificCharacterSet specificCharacterSet() {
    List<String> terms = ElementValues.strings(this, Tag.SPECIFIC_CHARACTER_SET);
    if (!terms.isEmpty()) {
      return SpecificCharacterSet.of(terms);
    }
    return parent == null ? SpecificCharacterSet.DEFAULT : parent.specificCharacterSet();
  }

  /**
   * The first value as text without padding; empty if there is no such element, or no value, or it
   * is a sequence.
   */
  public Optional<String> getString(int tag) {
    return getStrings(tag).stream().findFirst();
  }

  /** The first value as text, or {@code otherwise} where {@link #getString(int)} is empty. */
  public String getString(int tag, String otherwise) {
    return getString(tag).orElse(otherwise);
  }

  /**
   * All values as text without padding: numbers in decimal, tags as (gggg,eeee). Empty if there are
   * none.
   */
  public List<String> getStrings(int tag) {
    return ElementValues.strings(this, tag);
  }

  /**
   * The first value as a 32-bit integer, of AT the tag.
   *
   * @throws InvalidValueException if it is not an integer or does not fit
   */
  public OptionalInt getInt(int tag) {
    OptionalLong value = getLong(tag);
    return value.isPresent()
        ? OptionalInt.of(ElementValues.toInt(tag, value.getAsLong()))
        : OptionalInt.empty();
  }

  /**
   * The first value as a 32-bit integer, or {@code otherwise} if there is none.
   *
   * @throws InvalidValueException if it is not an integer or does not fit
   */
  public int getInt(int tag, int otherwise) {
    return getInt(tag).orElse(otherwise);
  }

  /**
   * All values as 32-bit integers, of AT the tags. Empty if there are none.
   *
   * @throws InvalidValueException if one is not an integer or does not fit
   */
  public int[] getInts(int tag) {
    return ElementValues.longs(this, tag)
        .mapToInt(value -> ElementValues.toInt(tag, value))
        .toArray();
  }

  /**
   * The first value as an integer: of IS, the binary integers, or AT.
   *
   * @throws InvalidValueException if it is not an integer
   */
  public OptionalLong getLong(int tag) {
    return ElementValues.longs(this, tag).findFirst();
  }

  /**
   * The first value as a number: of DS, IS or any binary number.
   *
   * @throws InvalidValueException if it is not a number
   */
  public OptionalDouble getDouble(int tag) {
    return ElementValues.doubles(this, tag).findFirst();
  }

  /**
   * All values as numbers. Empty if there are none.
   *
   * @throws InvalidValueException if one is not a number
   */
  public double[] getDoubles(int tag) {
    return ElementValues.doubles(this, tag).toArray();
  }

  /** The first value as a person name. */
  public Optional<PersonName> getPersonName(int tag) {
    return getString(tag).map(PersonName::parse);
  }

  /** The items of a sequence; empty if there is no such element or it is not a sequence. */
  public List<DataSet> getSequence(int tag) {
    return elements.get(tag) instanceof SequenceElement sequence ? sequence.items() : List.of();
  }

  /** The first item of a sequence. */
  public Optional<DataSet> getItem(int tag) {
    return getSequence(tag).stream().findFirst();
  }

  /**
   * A copy of the value's bytes, numbers little endian; empty if there is no such element or it is
   * not a value.
   */
  public Optional<byte[]> getBytes(int tag) {
    return elements.get(tag) instanceof ValueElement element
        ? Optional.of(element.bytes())
        : Optional.empty();
  }

  /**
   * Copies of the Basic Offset Table and the fragments of encapsulated Pixel Data; empty if it is
   * none.
   */
  public List<byte[]> getFragments(int tag) {
    return elements.get(tag) instanceof FragmentsElement element ? element.fragments() : List.of();
  }

  /**
   * Puts an element, in place of one with the same tag. Items of a sequence now have this data set
   * around them.
   */
  public DataSet put(DataElement element) {
    if (element instanceof SequenceElement sequence) {
      sequence.items().forEach(item -> item.parent = this);
    }
    elements.put(element.tag(), element);
    return this;
  }

  /**
   * Puts values given as text; none makes an empty element. Numbers are in decimal, tags as
   * (gggg,eeee). Text is encoded in the character set in effect now, so put (0008,0005) first.
   *
   * @throws IllegalArgumentException if a value does not suit the VR, or has characters outside the
   *     character set
   */
  public DataSet put(int tag, ValueRepresentation valueRepresentation, String... values) {
    return put(ElementValues.element(this, tag, valueRepresentation, List.of(values)));
  }

  /** As {@link #put(int, ValueRepresentation, String...)} with the VR from the dictionary. */
  public DataSet putString(int tag, String... values) {
    return put(tag, ElementValues.standardValueRepresentation(this, tag), values);
  }

  /** Puts integers with the VR from the dictionary. */
  public DataSet putInt(int tag, int... values) {
    return putString(tag, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
  }

  /**
   * Puts real numbers with the VR from the dictionary; for DS see {@link #putString}, which knows
   * its 16 characters.
   */
  public DataSet putDouble(int tag, double... values) {
    return putString(
        tag, Arrays.stream(values).mapToObj(ElementValues::text).toArray(String[]::new));
  }

  /** Puts a value given as its bytes, numbers little endian; the array is copied. */
  public DataSet putBytes(int tag, ValueRepresentation valueRepresentation, byte[] value) {
    if (valueRepresentation == ValueRepresentation.SQ) {
      throw new IllegalArgumentException(
          Tag.toString(tag) + ": a sequence is put as items, not as bytes");
    }
    return put(new ValueElement(tag, valueRepresentation, value.clone()));
  }

  /** Puts a sequence of VR SQ. */
  public DataSet putSequence(int tag, DataSet... items) {
    return putSequence(tag, List.of(items));
  }

  /** Puts a sequence of VR SQ. */
  public DataSet putSequence(int tag, List<DataSet> items) {
    return put(new SequenceElement(tag, ValueRepresentation.SQ, items));
  }

  /**
   * Puts encapsulated Pixel Data: the Basic Offset Table, which may be empty, and the fragments
   * (PS3.5 A.4).
   */
  public DataSet putFragments(int tag, List<byte[]> offsetTableAndFragments) {
    List<byte[]> copies = offsetTableAndFragments.stream().map(byte[]::clone).toList();
    return put(new FragmentsElement(tag, ValueRepresentation.OB, copies));
  }

  /** Removes the element with this tag, if there is one. */
  public DataSet remove(int tag) {
    elements.remove(tag);
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataSet that && elements.equals(that.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  /** A listing of the tags with their VRs and lengths; never a value, so that it can be logged. */
  @Override
  public String toString() {
    return elements.values().toString();
  }
}
