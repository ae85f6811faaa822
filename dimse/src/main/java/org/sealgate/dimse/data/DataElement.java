package org.sealgate.dimse.data;

/**
 * One element of a {@link DataSet}: a value, a sequence of items, or the fragments of encapsulated
 * Pixel Data.
 */
public sealed interface DataElement permits ValueElement, SequenceElement, FragmentsElement {
  /** The tag. */
  int tag();

  /** The value representation. */
  ValueRepresentation valueRepresentation();
}
