package org.sealgate.dimse.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a {@link DataSet} from the events of a parser. */
final class DataSetBuilder implements DataSetHandler {
  /** What grows first, so that a length on the wire alone never makes us allocate. */
  private static final int INITIAL_LARGE_VALUE = 64 << 10;

  private record OpenSequence(ElementHeader header, List<DataSet> items) {}

  private final TransferSyntax syntax;
  private final ReaderOptions options;
  private final DataSet root = new DataSet();
  private final Deque<DataSet> dataSets = new ArrayDeque<>(List.of(root));
  private final Deque<OpenSequence> sequences = new ArrayDeque<>();
  private final List<byte[]> fragments = new ArrayList<>();
  private @Nullable ElementHeader pixelData;
  private @Nullable ElementHeader largeValue;
  private @Nullable ByteArrayOutputStream largeBytes;
  private ByteOrder largeOrder = ByteOrder.LITTLE_ENDIAN;
  private Runnable stop = () -> {};
  private long kept;
  private boolean stopped;

  DataSetBuilder(TransferSyntax syntax, ReaderOptions options) {
    this.syntax = syntax;
    this.options = options;
  }

  void onStop(Runnable action) {
    stop = action;
  }

  boolean isStopped() {
    return stopped;
  }

  DataSet dataSet() {
    return root;
  }

  @Override
  public void element(ElementHeader header, ByteBuffer value) throws IOException {
    if (!stopsAt(header)) {
      keep(header);
      byte[] bytes = new byte[value.remaining()];
      ByteOrder order = value.order();
      value.get(bytes);
      put(header, bytes, order);
    }
  }

  @Override
  public void largeValueStart(ElementHeader header) throws IOException {
    if (!stopsAt(header)) {
      keep(header);
      largeValue = header;
      largeBytes = new ByteArrayOutputStream((int) Math.min(header.length(), INITIAL_LARGE_VALUE));
    }
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) {
    if (largeBytes != null) {
      largeOrder = chunk.order();
      byte[] piece = new byte[chunk.remaining()];
      chunk.get(piece);
      largeBytes.writeBytes(piece);
    }
  }

  @Override
  public void largeValueEnd() {
    if (largeValue != null && largeBytes != null) {
      byte[] bytes = largeBytes.toByteArray();
      if (pixelData != null) {
        fragments.add(bytes);
      } else {
        put(largeValue, bytes, largeOrder);
      }
      largeValue = null;
      largeBytes = null;
    }
  }

  @Override
  public void sequenceStart(ElementHeader header) {
    if (!stopsAt(header)) {
      sequences.push(new OpenSequence(header, new ArrayList<>()));
    }
  }

  @Override
  public void itemStart(ElementHeader header) {
    DataSet item = new DataSet();
    sequences.element().items().add(item);
    dataSets.push(item);
  }

  @Override
  public void itemEnd() {
    dataSets.pop();
  }

  @Override
  public void sequenceEnd() {
    OpenSequence closed = sequences.pop();
    ElementHeader header = closed.header();
    dataSets
        .element()
        .put(new SequenceElement(header.tag(), header.valueRepresentation(), closed.items()));
  }

  @Override
  public void fragmentsStart(ElementHeader header) {
    if (!stopsAt(header)) {
      pixelData = header;
      fragments.clear();
    }
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer value) throws IOException {
    keep(header);
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    fragments.add(bytes);
  }

  @Override
  public void fragmentsEnd() {
    ElementHeader header = pixelData;
    if (header != null) {
      dataSets
          .element()
          .put(new FragmentsElement(header.tag(), header.valueRepresentation(), fragments));
      pixelData = null;
    }
  }

  private void put(ElementHeader header, byte[] bytes, ByteOrder order) {
    ValueRepresentation valueRepresentation = valueRepresentation(header);
    if (order == ByteOrder.BIG_ENDIAN) {
      ByteSwap.swap(ByteBuffer.wrap(bytes), valueRepresentation.wordLength());
    }
    dataSets.element().put(new ValueElement(header.tag(), valueRepresentation, bytes));
  }

  /**
   * In Implicit VR "US or SS" is as Pixel Representation of the innermost data set that has it
   * says.
   */
  private ValueRepresentation valueRepresentation(ElementHeader header) {
    if (header.valueRepresentation() != ValueRepresentation.US || !isImplicit()) {
      return header.valueRepresentation();
    }
    boolean signed =
        dataSets.stream()
            .filter(dataSet -> dataSet.contains(Tag.PIXEL_REPRESENTATION))
            .findFirst()
            .map(ElementValues::hasSignedPixels)
            .orElse(false);
    return DataElementDictionary.valueRepresentation(header.tag(), signed);
  }

  private boolean isImplicit() {
    return !syntax.explicitValueRepresentation()
        || sequences.stream()
            .anyMatch(open -> open.header().valueRepresentation() == ValueRepresentation.UN);
  }

  private boolean stopsAt(ElementHeader header) {
    if (header.depth() == 0 && !stopped && options.stopBefore().isPresent()) {
      stopped = Integer.compareUnsigned(header.tag(), options.stopBefore().getAsInt()) >= 0;
      if (stopped) {
        stop.run();
      }
    }
    return stopped;
  }

  private void keep(ElementHeader header) throws DataSetFormatException {
    kept += header.length();
    if (kept > options.maximumLength()) {
      throw new DataSetFormatException(
          header.tag(),
          header.offset(),
          "expected values of at most "
              + options.maximumLength()
              + " bytes (maximumLength), found "
              + kept);
    }
  }
}
