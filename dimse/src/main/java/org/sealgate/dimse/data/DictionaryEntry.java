package org.sealgate.dimse.data;

import java.util.List;

/**
 * One attribute of the data dictionary (PS3.6 6, 7, 8).
 *
 * @param tag the tag; for a repeating group the one that was asked for
 * @param valueRepresentations the value representations in the order of the standard, several where
 *     the standard leaves a choice ("US or SS"), none for the item delimiters
 * @param valueMultiplicity as in the standard, for example {@code 1-n}
 * @param keyword the keyword, for example {@code PatientName}
 * @param name the name, for example {@code Patient's Name}
 * @param retired whether the standard has retired the attribute
 */
public record DictionaryEntry(
    int tag,
    List<ValueRepresentation> valueRepresentations,
    String valueMultiplicity,
    String keyword,
    String name,
    boolean retired) {

  /** Copies the list. */
  public DictionaryEntry {
    valueRepresentations = List.copyOf(valueRepresentations);
  }

  /**
   * The value representation that Implicit VR implies when nothing else is known: OW where the
   * standard leaves a choice that has OW (PS3.5 A.1), otherwise the first one; UN if there is none.
   */
  public ValueRepresentation valueRepresentation() {
    if (valueRepresentations.isEmpty()) {
      return ValueRepresentation.UN;
    }
    return valueRepresentations.contains(ValueRepresentation.OW)
        ? ValueRepresentation.OW
        : valueRepresentations.getFirst();
  }

  /** Whether the attribute is US or SS as Pixel Representation (0028,0103) says. */
  public boolean followsPixelRepresentation() {
    return valueRepresentations.contains(ValueRepresentation.US)
        && valueRepresentations.contains(ValueRepresentation.SS);
  }

  DictionaryEntry withTag(int other) {
    return new DictionaryEntry(
        other, valueRepresentations, valueMultiplicity, keyword, name, retired);
  }
}
