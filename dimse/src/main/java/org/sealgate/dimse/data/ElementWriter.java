package org.sealgate.dimse.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Writes elements, sequences and items of one data set. */
final class ElementWriter {
  private static final int GROUP_LENGTH_VALUE = 4;

  private final OutputStream stream;
  private final WriterOptions options;
  private final EncodedLength lengths;
  private final HeaderWriter headers = new HeaderWriter();

  ElementWriter(OutputStream stream, WriterOptions options) {
    this.stream = stream;
    this.options = options;
    this.lengths = new EncodedLength(options);
  }

  void dataSet(DataSet dataSet, ElementEncoding encoding) throws IOException {
    int group = -1;
    for (DataElement element : dataSet) {
      if (options.groupLengths() && Tag.group(element.tag()) != group) {
        group = Tag.group(element.tag());
        groupLength(dataSet, group, encoding);
      }
      writeUnlessGroupLength(element, encoding);
    }
  }

  private void groupLength(DataSet dataSet, int group, ElementEncoding encoding)
      throws IOException {
    List<DataElement> members =
        dataSet.elements().stream().filter(element -> Tag.group(element.tag()) == group).toList();
    int tag = Tag.of(group, 0);
    long length = EncodedLength.checked(tag, lengths.of(members, encoding));
    put(headers.element(tag, ValueRepresentation.UL, GROUP_LENGTH_VALUE, encoding));
    put(
        ByteBuffer.allocate(GROUP_LENGTH_VALUE)
            .order(encoding.byteOrder())
            .putInt((int) length)
            .flip());
  }

  private void writeUnlessGroupLength(DataElement element, ElementEncoding encoding)
      throws IOException {
    if (Tag.isGroupLength(element.tag())) {
      return;
    }
    switch (element) {
      case ValueElement value -> value(value, encoding);
      case SequenceElement sequence -> sequence(sequence, encoding);
      case FragmentsElement fragments -> fragments(fragments, encoding);
    }
  }

  private void value(ValueElement element, ElementEncoding encoding) throws IOException {
    requireExpressible(
        element,
        encoding.isExplicit()
            || ImplicitForm.canBeValue(element.tag(), element.valueRepresentation()));
    long length = EncodedLength.padded(element.length());
    ValueRepresentation fitting =
        HeaderWriter.fitting(element.valueRepresentation(), length, encoding);
    put(headers.element(element.tag(), fitting, length, encoding));
    stream.write(inOrder(padded(element), fitting, encoding));
  }

  /** Padded before words are reversed: the padding byte belongs to the last of them. */
  private static byte[] padded(ValueElement element) {
    byte[] value = element.array();
    if (value.length % 2 == 0) {
      return value;
    }
    byte[] padded = Arrays.copyOf(value, value.length + 1);
    padded[value.length] = element.valueRepresentation().paddingByte();
    return padded;
  }

  private static byte[] inOrder(
      byte[] value, ValueRepresentation written, ElementEncoding encoding) {
    if (encoding.byteOrder() == ByteOrder.LITTLE_ENDIAN || written.wordLength() == 1) {
      return value;
    }
    byte[] swapped = value.clone();
    ByteSwap.swap(ByteBuffer.wrap(swapped), written.wordLength());
    return swapped;
  }

  private static void requireExpressible(DataElement element, boolean expressible) {
    if (!expressible) {
      throw new IllegalArgumentException(
          "%s: VR %s cannot be written in Implicit VR, which takes it for %s"
              .formatted(
                  Tag.toString(element.tag()),
                  element.valueRepresentation(),
                  DataElementDictionary.valueRepresentation(element.tag())));
    }
  }

  private void sequence(SequenceElement sequence, ElementEncoding encoding) throws IOException {
    requireExpressible(
        sequence, encoding.isExplicit() || ImplicitForm.canBeSequence(sequence.tag()));
    boolean delimited = lengths.isDelimited(sequence, encoding);
    long length =
        delimited
            ? ElementHeader.UNDEFINED_LENGTH
            : EncodedLength.checked(sequence.tag(), lengths.ofItems(sequence, encoding));
    put(headers.element(sequence.tag(), sequence.valueRepresentation(), length, encoding));
    ElementEncoding within = EncodedLength.within(sequence, encoding);
    for (DataSet item : sequence.items()) {
      item(sequence, item, within);
    }
    if (delimited) {
      put(headers.item(Tag.SEQUENCE_DELIMITATION_ITEM, 0, within));
    }
  }

  private void item(SequenceElement sequence, DataSet item, ElementEncoding within)
      throws IOException {
    boolean delimited = options.items() == LengthEncoding.UNDEFINED;
    long length =
        delimited ? ElementHeader.UNDEFINED_LENGTH : lengths.ofItem(sequence, item, within);
    put(headers.item(Tag.ITEM, length, within));
    for (DataElement element : item) {
      writeUnlessGroupLength(element, within);
    }
    if (delimited) {
      put(headers.item(Tag.ITEM_DELIMITATION_ITEM, 0, within));
    }
  }

  private void fragments(FragmentsElement element, ElementEncoding encoding) throws IOException {
    put(
        headers.element(
            element.tag(),
            element.valueRepresentation(),
            ElementHeader.UNDEFINED_LENGTH,
            encoding));
    for (byte[] fragment : element.arrays()) {
      put(headers.item(Tag.ITEM, EncodedLength.padded(fragment.length), encoding));
      stream.write(fragment);
      if (fragment.length % 2 != 0) {
        stream.write(0);
      }
    }
    put(headers.item(Tag.SEQUENCE_DELIMITATION_ITEM, 0, encoding));
  }

  private void put(ByteBuffer bytes) throws IOException {
    stream.write(bytes.array(), bytes.arrayOffset(), bytes.limit());
  }
}
