package org.sealgate.dimse.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry of standard data elements (PS3.6 6 to 8), repeating groups and repeating elements
 * included. Command elements (group 0000) are not part of it.
 */
public final class DataElementDictionary {
  private static final String RESOURCE = "attributes.tsv";

  /** Tags in ascending signed order, for a binary search that allocates nothing. */
  private static final int[] TAGS;

  private static final DictionaryEntry[] ENTRIES;
  private static final List<Repeating> REPEATING = new ArrayList<>();
  private static final Map<String, DictionaryEntry> BY_KEYWORD = new HashMap<>();

  /** A tag of which some digits are free, such as (60xx,3000). */
  private record Repeating(int mask, DictionaryEntry entry) {
    boolean matches(int tag) {
      return (tag & mask) == entry.tag();
    }
  }

  static {
    List<DictionaryEntry> plain = new ArrayList<>();
    for (String[] row : ResourceTable.rows(RESOURCE, 6)) {
      DictionaryEntry entry = entry(row);
      BY_KEYWORD.put(entry.keyword(), entry);
      int mask = mask(row[0]);
      if (mask == -1) {
        plain.add(entry);
      } else {
        REPEATING.add(new Repeating(mask, entry));
      }
    }
    plain.sort((left, right) -> Integer.compare(left.tag(), right.tag()));
    ENTRIES = plain.toArray(DictionaryEntry[]::new);
    TAGS = plain.stream().mapToInt(DictionaryEntry::tag).toArray();
  }

  private DataElementDictionary() {}

  private static DictionaryEntry entry(String[] row) {
    int tag = Integer.parseUnsignedInt(row[0].replace('x', '0'), 16);
    return new DictionaryEntry(
        tag, valueRepresentations(row[1]), row[2], row[3], row[4], row[5].equals("R"));
  }

  private static List<ValueRepresentation> valueRepresentations(String field) {
    if (field.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(field.split("/", -1)).map(ValueRepresentation::valueOf).toList();
  }

  private static int mask(String digits) {
    return Integer.parseUnsignedInt(digits.replaceAll("[^x]", "f").replace('x', '0'), 16);
  }

  /**
   * The entry of a standard attribute. Group lengths (gggg,0000) have one as well, UL; private
   * attributes have none, for their meaning depends on the private creator.
   */
  public static Optional<DictionaryEntry> find(int tag) {
    return Optional.ofNullable(lookUp(tag));
  }

  /**
   * The entry with the given keyword, such as {@code PatientName}; a repeating group has its lowest
   * tag.
   */
  public static Optional<DictionaryEntry> find(String keyword) {
    return Optional.ofNullable(BY_KEYWORD.get(keyword));
  }

  /**
   * The value representation that Implicit VR implies for a tag: LO for private creators (PS3.5
   * 7.8.1), UL for group lengths, UN for everything private or unknown.
   */
  public static ValueRepresentation valueRepresentation(int tag) {
    if (Tag.isPrivate(tag)) {
      return privateValueRepresentation(tag);
    }
    DictionaryEntry entry = lookUp(tag);
    return entry == null ? ValueRepresentation.UN : entry.valueRepresentation();
  }

  /**
   * As {@link #valueRepresentation(int)}, with "US or SS" as Pixel Representation (0028,0103) says.
   *
   * @param signed whether Pixel Representation is 1
   */
  static ValueRepresentation valueRepresentation(int tag, boolean signed) {
    ValueRepresentation usual = valueRepresentation(tag);
    boolean isSigned = signed && usual == ValueRepresentation.US && followsPixelRepresentation(tag);
    return isSigned ? ValueRepresentation.SS : usual;
  }

  private static boolean followsPixelRepresentation(int tag) {
    return find(tag).map(DictionaryEntry::followsPixelRepresentation).orElse(false);
  }

  private static ValueRepresentation privateValueRepresentation(int tag) {
    if (Tag.isGroupLength(tag)) {
      return ValueRepresentation.UL;
    }
    return Tag.isPrivateCreator(tag) ? ValueRepresentation.LO : ValueRepresentation.UN;
  }

  /** The number of attributes known, a repeating group counted once. */
  public static int size() {
    return BY_KEYWORD.size();
  }

  private static @Nullable DictionaryEntry lookUp(int tag) {
    if (Tag.isPrivate(tag)) {
      return null;
    }
    int index = Arrays.binarySearch(TAGS, tag);
    return index >= 0 ? ENTRIES[index] : lookUpRepeating(tag);
  }

  private static @Nullable DictionaryEntry lookUpRepeating(int tag) {
    if (Tag.isGroupLength(tag)) {
      return groupLength(tag);
    }
    for (Repeating repeating : REPEATING) {
      if (repeating.matches(tag)) {
        return repeating.entry().withTag(tag);
      }
    }
    return null;
  }

  private static DictionaryEntry groupLength(int tag) {
    return new DictionaryEntry(
        tag,
        List.of(ValueRepresentation.UL),
        "1",
        "GenericGroupLength",
        "Generic Group Length",
        true);
  }
}
