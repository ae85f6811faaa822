package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The state machine of {@link DataSetParser} behind inflation: headers, values, nesting. */
final class ElementDecoder {
  private static final int BASIC_OFFSET_TABLE = 0;

  private final DataSetHandler handler;
  private final ParserLimits limits;
  private final WireBytes wire;
  private final HeaderBuffer partialHeader = new HeaderBuffer();
  private final ValueBuffer partialValue = new ValueBuffer();
  private Container container;

  /** The offset of the next byte to be consumed. */
  private long offset;

  /** The element whose value is being consumed, null between elements. */
  private @Nullable ElementHeader current;

  private long remaining;
  private int fragmentIndex;
  private boolean stopped;

  ElementDecoder(TransferSyntax syntax, DataSetHandler handler, ParserLimits limits) {
    this.handler = handler;
    this.limits = limits;
    this.wire = new WireBytes(handler);
    this.container = Container.dataSet(ElementEncoding.of(syntax));
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  long offset() {
    return offset;
  }

  void feed(ByteBuffer chunk) throws IOException {
    wire.begin(chunk);
    while (chunk.hasRemaining() && !stopped) {
      if (current == null) {
        readHeader(chunk);
      } else if (isLarge(current)) {
        readLargeValue(chunk);
      } else {
        readSmallValue(chunk, current);
      }
    }
    wire.flush();
    if (stopped) {
      chunk.position(chunk.limit());
    }
  }

  void finish() throws DataSetFormatException {
    if (stopped) {
      return;
    }
    ElementHeader unfinished = current;
    if (unfinished != null) {
      throw error(
          unfinished,
          "expected " + remaining + " more bytes of the value, found the end of the data");
    }
    if (partialHeader.length() > 0) {
      throw new DataSetFormatException(
          0,
          offset - partialHeader.length(),
          "expected a complete element header, found the end of the data");
    }
    if (container.kind() != Container.Kind.DATA_SET) {
      throw new DataSetFormatException(
          container.tag(),
          offset,
          "expected the end of the " + name() + ", found the end of the data");
    }
  }

  private void readHeader(ByteBuffer chunk) throws IOException {
    ElementEncoding encoding = container.encoding();
    chunk.order(encoding.byteOrder());
    if (partialHeader.length() == 0 && chunk.remaining() >= ElementEncoding.LONG_HEADER_LENGTH) {
      int start = chunk.position();
      int length = encoding.headerLength(chunk, start);
      chunk.position(start + length);
      offset += length;
      startElement(header(encoding, chunk, start, length), chunk);
      return;
    }
    offset += partialHeader.fill(chunk, encoding);
    if (partialHeader.isComplete()) {
      ElementHeader header = header(encoding, partialHeader.bytes(), 0, partialHeader.length());
      partialHeader.clear();
      startElement(header, chunk);
    }
  }

  private ElementHeader header(
      ElementEncoding encoding, ByteBuffer bytes, int index, int headerLength)
      throws DataSetFormatException {
    int tag = encoding.tag(bytes, index);
    long length = encoding.valueLength(bytes, index, headerLength, tag);
    ElementHeader header =
        new ElementHeader(
            tag,
            encoding.valueRepresentation(bytes, index, tag),
            length,
            offset - headerLength,
            headerLength,
            container.depth());
    checkLength(header);
    return header;
  }

  private void checkLength(ElementHeader header) throws DataSetFormatException {
    long end = header.valueOffset() + Math.max(header.length(), 0);
    if (end > container.limit()) {
      throw error(
          header,
          "expected to end by byte "
              + container.limit()
              + " with the "
              + name()
              + " around it, found "
              + end);
    }
    if (!limits.oddLengthsAllowed() && header.length() > 0 && (header.length() & 1) == 1) {
      throw error(header, "expected an even length, found " + header.length());
    }
  }

  private void startElement(ElementHeader header, ByteBuffer chunk) throws IOException {
    switch (container.kind()) {
      case DATA_SET, ITEM -> startInDataSet(header, chunk);
      case SEQUENCE -> startInSequence(header);
      case FRAGMENTS -> startInFragments(header, chunk);
    }
    closeFinished();
  }

  private void startInDataSet(ElementHeader header, ByteBuffer chunk) throws IOException {
    if (Tag.group(header.tag()) == ElementEncoding.ITEM_GROUP) {
      endItem(header);
    } else if (Nesting.isSequence(header)) {
      open(Container.Kind.SEQUENCE, header, Nesting.encodingWithin(header, container.encoding()));
      handler.sequenceStart(header);
    } else if (header.hasUndefinedLength()) {
      startFragments(header);
    } else {
      startValue(header, chunk);
    }
  }

  private void endItem(ElementHeader header) throws IOException {
    boolean expected = container.kind() == Container.Kind.ITEM && container.endsWithDelimiter();
    if (header.tag() != Tag.ITEM_DELIMITATION_ITEM || !expected) {
      throw error(header, "expected a data element, found a delimiter outside its sequence");
    }
    requireEmpty(header);
    close();
  }

  private void startFragments(ElementHeader header) throws IOException {
    if (!Nesting.mayBeFragments(header)) {
      throw error(header, "expected a defined length for VR " + header.valueRepresentation());
    }
    open(Container.Kind.FRAGMENTS, header, container.encoding());
    fragmentIndex = BASIC_OFFSET_TABLE;
    handler.fragmentsStart(header);
  }

  private void startInSequence(ElementHeader header) throws IOException {
    if (header.tag() == Tag.ITEM) {
      open(Container.Kind.ITEM, header, container.encoding());
      handler.itemStart(header);
    } else {
      endWithDelimiter(header);
    }
  }

  private void startInFragments(ElementHeader header, ByteBuffer chunk) throws IOException {
    if (header.tag() != Tag.ITEM) {
      endWithDelimiter(header);
    } else if (header.hasUndefinedLength()) {
      throw error(header, "expected a fragment of defined length (PS3.5 A.4)");
    } else {
      startValue(header, chunk);
    }
  }

  private void endWithDelimiter(ElementHeader header) throws IOException {
    if (header.tag() != Tag.SEQUENCE_DELIMITATION_ITEM || !container.endsWithDelimiter()) {
      throw error(
          header,
          "expected an Item or the end of the " + name() + " " + Tag.toString(container.tag()));
    }
    requireEmpty(header);
    close();
  }

  private void requireEmpty(ElementHeader delimiter) throws DataSetFormatException {
    if (delimiter.length() != 0) {
      throw error(delimiter, "expected a delimiter of length 0, found " + delimiter.length());
    }
  }

  private void startValue(ElementHeader header, ByteBuffer chunk) throws IOException {
    remaining = header.length();
    if (isLarge(header)) {
      current = header;
      wire.flush();
      startLargeValue(header);
    } else if (remaining <= chunk.remaining()) {
      int length = (int) remaining;
      ByteBuffer value = chunk.slice(chunk.position(), length);
      chunk.position(chunk.position() + length);
      offset += length;
      deliver(header, value);
    } else {
      current = header;
      partialValue.begin((int) remaining);
    }
  }

  private boolean isLarge(ElementHeader header) {
    return header.length() >= limits.largeValueThreshold();
  }

  private void startLargeValue(ElementHeader header) throws IOException {
    if (container.kind() == Container.Kind.FRAGMENTS) {
      handler.largeFragmentStart(fragmentIndex++, header);
    } else {
      handler.largeValueStart(header);
    }
  }

  private void readLargeValue(ByteBuffer chunk) throws IOException {
    int length = (int) Math.min(remaining, chunk.remaining());
    ByteBuffer piece =
        chunk.slice(chunk.position(), length).order(container.encoding().byteOrder());
    chunk.position(chunk.position() + length);
    offset += length;
    remaining -= length;
    wire.skip();
    handler.largeValueBytes(piece);
    if (remaining == 0) {
      current = null;
      handler.largeValueEnd();
      closeFinished();
    }
  }

  private void readSmallValue(ByteBuffer chunk, ElementHeader header) throws IOException {
    int length = partialValue.fill(chunk);
    offset += length;
    remaining -= length;
    if (remaining == 0) {
      current = null;
      deliver(header, partialValue.value());
      closeFinished();
    }
  }

  private void deliver(ElementHeader header, ByteBuffer value) throws IOException {
    value.order(container.encoding().byteOrder());
    if (container.kind() == Container.Kind.FRAGMENTS) {
      handler.fragment(fragmentIndex++, header, value);
    } else {
      handler.element(header, value);
    }
  }

  private void open(Container.Kind kind, ElementHeader header, ElementEncoding encoding)
      throws DataSetFormatException {
    if (kind == Container.Kind.SEQUENCE && container.depth() >= limits.maximumDepth()) {
      throw error(
          header, "expected at most " + limits.maximumDepth() + " nested sequences (maximumDepth)");
    }
    container = container.open(kind, header, encoding);
  }

  /** Closes all that ends here by its length. */
  private void closeFinished() throws IOException {
    while (container.end() == offset && current == null && !stopped) {
      close();
    }
  }

  private void close() throws IOException {
    Container closed = container;
    container = Nesting.parent(closed);
    switch (closed.kind()) {
      case SEQUENCE -> handler.sequenceEnd();
      case ITEM -> handler.itemEnd();
      case FRAGMENTS -> handler.fragmentsEnd();
      case DATA_SET -> throw new IllegalStateException("a data set has no end of its own");
    }
  }

  private String name() {
    return switch (container.kind()) {
      case DATA_SET -> "data set";
      case SEQUENCE -> "sequence";
      case ITEM -> "item";
      case FRAGMENTS -> "fragments";
    };
  }

  private static DataSetFormatException error(ElementHeader header, String expected) {
    return new DataSetFormatException(header.tag(), header.offset(), expected);
  }
}
