package org.sealgate.dimse.data;

/** Computes how many bytes elements take when they are written. */
final class EncodedLength {
  private static final int ITEM_HEADER = ElementEncoding.SHORT_HEADER_LENGTH;
  private static final int DELIMITER = ElementEncoding.SHORT_HEADER_LENGTH;
  private static final long LONGEST = 0xFFFF_FFFEL;

  private final WriterOptions options;

  EncodedLength(WriterOptions options) {
    this.options = options;
  }

  long of(Iterable<DataElement> elements, ElementEncoding encoding) {
    long length = 0;
    for (DataElement element : elements) {
      if (!Tag.isGroupLength(element.tag())) {
        length += of(element, encoding);
      }
    }
    return length;
  }

  long of(DataElement element, ElementEncoding encoding) {
    return switch (element) {
      case ValueElement value -> ofValue(value, encoding);
      case SequenceElement sequence -> ofSequence(sequence, encoding);
      case FragmentsElement fragments -> ofFragments(fragments, encoding);
    };
  }

  private static long ofValue(ValueElement value, ElementEncoding encoding) {
    long length = padded(value.length());
    return HeaderWriter.length(
            HeaderWriter.fitting(value.valueRepresentation(), length, encoding), encoding)
        + length;
  }

  private long ofSequence(SequenceElement sequence, ElementEncoding encoding) {
    long content = ofItems(sequence, encoding);
    int delimiter = isDelimited(sequence, encoding) ? DELIMITER : 0;
    return HeaderWriter.length(sequence.valueRepresentation(), encoding) + content + delimiter;
  }

  /**
   * A sequence that a reader would not recognize by its header has to have an undefined length: UN,
   * and in Implicit VR all that the dictionary does not know as SQ.
   */
  boolean isDelimited(SequenceElement sequence, ElementEncoding encoding) {
    return options.sequences() == LengthEncoding.UNDEFINED
        || sequence.valueRepresentation() == ValueRepresentation.UN
        || (!encoding.isExplicit()
            && DataElementDictionary.valueRepresentation(sequence.tag()) != ValueRepresentation.SQ);
  }

  long ofItems(SequenceElement sequence, ElementEncoding encoding) {
    long length = 0;
    for (DataSet item : sequence.items()) {
      length += ITEM_HEADER + ofItem(sequence, item, encoding) + itemDelimiter();
    }
    return length;
  }

  long ofItem(SequenceElement sequence, DataSet item, ElementEncoding encoding) {
    return checked(sequence.tag(), of(item, within(sequence, encoding)));
  }

  static ElementEncoding within(SequenceElement sequence, ElementEncoding encoding) {
    return sequence.valueRepresentation() == ValueRepresentation.UN
        ? ElementEncoding.IMPLICIT_LITTLE_ENDIAN
        : encoding;
  }

  private int itemDelimiter() {
    return options.items() == LengthEncoding.UNDEFINED ? DELIMITER : 0;
  }

  private static long ofFragments(FragmentsElement fragments, ElementEncoding encoding) {
    long length = DELIMITER;
    for (byte[] fragment : fragments.arrays()) {
      length += ITEM_HEADER + padded(fragment.length);
    }
    return length + HeaderWriter.length(fragments.valueRepresentation(), encoding);
  }

  static long padded(long length) {
    return length + (length & 1);
  }

  static long checked(int tag, long length) {
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          Tag.toString(tag)
              + ": "
              + length
              + " bytes do not fit in a defined length of at most "
              + LONGEST);
    }
    return length;
  }
}
