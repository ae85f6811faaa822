package org.sealgate.dimse.data;

import java.util.List;

/**
 * A sequence of items (PS3.5 7.5).
 *
 * @param tag the tag
 * @param valueRepresentation SQ, or UN for a sequence that was encoded as unknown (PS3.5 6.2.2)
 * @param items the items in their order
 */
public record SequenceElement(int tag, ValueRepresentation valueRepresentation, List<DataSet> items)
    implements DataElement {

  /** Copies the list, not the items. */
  public SequenceElement {
    if (valueRepresentation != ValueRepresentation.SQ
        && valueRepresentation != ValueRepresentation.UN) {
      throw new IllegalArgumentException(
          Tag.toString(tag) + ": a sequence has VR SQ or UN, not " + valueRepresentation);
    }
    items = List.copyOf(items);
  }
}
