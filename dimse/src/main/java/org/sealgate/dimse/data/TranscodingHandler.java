package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the elements that a parser sees in another encoding. */
final class TranscodingHandler implements DataSetHandler {
  private final ElementEncoding target;
  private final boolean lengthsChange;
  private final boolean swap;
  private final EncodedOutput output;
  private final ValueSwapper values;
  private final HeaderWriter headers = new HeaderWriter();

  /** Pixel Representation of the data sets around the current element, the innermost first. */
  private final Deque<Integer> pixelRepresentations = new ArrayDeque<>();

  /**
   * Of every sequence and item that is open, the innermost first, whether a delimiter must end it.
   */
  private final Deque<Boolean> delimited = new ArrayDeque<>();

  /** How many of the open sequences are in a UN sequence, or are one. */
  private int sequencesWithinUnknown;

  private boolean skippingLargeValue;

  TranscodingHandler(TransferSyntax source, TransferSyntax target, EncodedOutput output) {
    this.target = ElementEncoding.of(target);
    this.lengthsChange =
        source.explicitValueRepresentation() != target.explicitValueRepresentation();
    this.swap = source.bigEndian() != target.bigEndian();
    this.output = output;
    this.values = new ValueSwapper(output);
    pixelRepresentations.push(0);
  }

  @Override
  public void element(ElementHeader header, ByteBuffer value) throws IOException {
    if (header.tag() == Tag.PIXEL_REPRESENTATION && value.remaining() >= 2) {
      pixelRepresentations.pop();
      pixelRepresentations.push((int) value.getShort(value.position()));
    }
    if (!isLeftOut(header)) {
      startValue(header);
      values.write(value);
      values.end();
    }
  }

  @Override
  public void largeValueStart(ElementHeader header) throws IOException {
    skippingLargeValue = isLeftOut(header);
    if (!skippingLargeValue) {
      startValue(header);
    }
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) throws IOException {
    if (!skippingLargeValue) {
      values.write(chunk);
    }
  }

  @Override
  public void largeValueEnd() throws IOException {
    if (!skippingLargeValue) {
      values.end();
    }
  }

  @Override
  public void sequenceStart(ElementHeader header) throws IOException {
    if (!isExpressible() && !ImplicitForm.canBeSequence(header.tag())) {
      throw inexpressible(header);
    }
    long length = isVerbatim() || !lengthsChange ? header.length() : ElementHeader.UNDEFINED_LENGTH;
    output.write(headers.element(header.tag(), header.valueRepresentation(), length, encoding()));
    delimited.push(length == ElementHeader.UNDEFINED_LENGTH);
    if (isVerbatim() || header.valueRepresentation() == ValueRepresentation.UN) {
      sequencesWithinUnknown++;
    }
  }

  @Override
  public void itemStart(ElementHeader header) throws IOException {
    long length = isVerbatim() || !lengthsChange ? header.length() : ElementHeader.UNDEFINED_LENGTH;
    output.write(headers.item(Tag.ITEM, length, encoding()));
    delimited.push(length == ElementHeader.UNDEFINED_LENGTH);
    pixelRepresentations.push(pixelRepresentations.element());
  }

  @Override
  public void itemEnd() throws IOException {
    pixelRepresentations.pop();
    if (delimited.pop()) {
      output.write(headers.item(Tag.ITEM_DELIMITATION_ITEM, 0, encoding()));
    }
  }

  @Override
  public void sequenceEnd() throws IOException {
    if (delimited.pop()) {
      output.write(headers.item(Tag.SEQUENCE_DELIMITATION_ITEM, 0, encoding()));
    }
    if (isVerbatim()) {
      sequencesWithinUnknown--;
    }
  }

  @Override
  public void fragmentsStart(ElementHeader header) throws IOException {
    if (lengthsChange || swap) {
      throw new DataSetFormatException(
          header.tag(),
          header.offset(),
          "expected native Pixel Data, found encapsulated (PS3.5 A.4)");
    }
    output.write(
        headers.element(header.tag(), header.valueRepresentation(), header.length(), target));
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer value) throws IOException {
    output.write(headers.item(Tag.ITEM, header.length(), target));
    output.write(value);
  }

  @Override
  public void largeFragmentStart(int index, ElementHeader header) throws IOException {
    skippingLargeValue = false;
    output.write(headers.item(Tag.ITEM, header.length(), target));
    values.begin(1);
  }

  @Override
  public void fragmentsEnd() throws IOException {
    output.write(headers.item(Tag.SEQUENCE_DELIMITATION_ITEM, 0, target));
  }

  private void startValue(ElementHeader header) throws IOException {
    if (!isExpressible() && !ImplicitForm.canBeValue(header.tag(), header.valueRepresentation())) {
      throw inexpressible(header);
    }
    if (isVerbatim()) {
      output.write(
          headers.element(header.tag(), header.valueRepresentation(), header.length(), encoding()));
      values.begin(1);
      return;
    }
    ValueRepresentation written =
        HeaderWriter.fitting(valueRepresentation(header), header.length(), target);
    output.write(headers.element(header.tag(), written, header.length(), target));
    values.begin(swap ? written.wordLength() : 1);
  }

  private ValueRepresentation valueRepresentation(ElementHeader header) {
    boolean fromDictionary = lengthsChange && target.isExplicit();
    return fromDictionary
        ? DataElementDictionary.valueRepresentation(
            header.tag(), pixelRepresentations.element() == 1)
        : header.valueRepresentation();
  }

  /** Whether every VR can be said, or was implicit before as well. */
  private boolean isExpressible() {
    return target.isExplicit() || !lengthsChange || isVerbatim();
  }

  private static DataSetFormatException inexpressible(ElementHeader header) {
    return new DataSetFormatException(
        header.tag(),
        header.offset(),
        "expected VR %s, which Implicit VR takes it for, found %s"
            .formatted(
                DataElementDictionary.valueRepresentation(header.tag()),
                header.valueRepresentation()));
  }

  /** Lengths that would no longer be right. */
  private boolean isLeftOut(ElementHeader header) {
    boolean isLength = Tag.isGroupLength(header.tag()) || header.tag() == Tag.LENGTH_TO_END;
    return isLength && lengthsChange && !isVerbatim();
  }

  private boolean isVerbatim() {
    return sequencesWithinUnknown > 0;
  }

  private ElementEncoding encoding() {
    return isVerbatim() ? ElementEncoding.IMPLICIT_LITTLE_ENDIAN : target;
  }
}
