package org.sealgate.dimse.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Writes down every event as a line of text, and puts the bytes back together. */
final class EventRecorder implements DataSetHandler {
  final List<String> events = new ArrayList<>();
  final ByteArrayOutputStream reassembled = new ByteArrayOutputStream();
  final ByteArrayOutputStream deflated = new ByteArrayOutputStream();

  /** Offsets at which elements of the top level start, and so the one before may end the data. */
  final List<Long> topLevelStarts = new ArrayList<>();

  private final ByteArrayOutputStream largeValue = new ByteArrayOutputStream();

  static EventRecorder parse(
      TransferSyntax syntax, ParserLimits limits, byte[] bytes, Chunking chunking)
      throws IOException {
    EventRecorder recorder = new EventRecorder();
    try (DataSetParser parser = new DataSetParser(syntax, recorder, limits)) {
      for (ByteBuffer chunk : chunking.cut(bytes)) {
        parser.feed(chunk);
        if (chunk.hasRemaining()) {
          throw new AssertionError(chunk.remaining() + " bytes were left over");
        }
      }
      parser.finish();
    }
    return recorder;
  }

  /** A way of cutting bytes into chunks. */
  interface Chunking {
    List<ByteBuffer> cut(byte[] bytes);

    static Chunking whole() {
      return bytes -> List.of(ByteBuffer.wrap(bytes));
    }

    static Chunking each(int length) {
      return bytes -> {
        List<ByteBuffer> chunks = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += length) {
          chunks.add(ByteBuffer.wrap(bytes, start, Math.min(length, bytes.length - start)));
        }
        return chunks;
      };
    }

    static Chunking random(Random random, int longest) {
      return bytes -> {
        List<ByteBuffer> chunks = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
          int length = Math.min(random.nextInt(longest + 1), bytes.length - start);
          chunks.add(ByteBuffer.wrap(bytes, start, length));
          start += length;
        }
        return chunks;
      };
    }
  }

  @Override
  public void wireBytes(ByteBuffer bytes) {
    append(bytes, reassembled);
  }

  @Override
  public void deflatedBytes(ByteBuffer bytes) {
    append(bytes, deflated);
  }

  @Override
  public void element(ElementHeader header, ByteBuffer value) {
    events.add("element " + header + " " + value.order() + " " + hex(value));
    remember(header);
  }

  @Override
  public void largeValueStart(ElementHeader header) {
    events.add("large " + header);
    remember(header);
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) {
    append(chunk.duplicate(), reassembled);
    append(chunk, largeValue);
  }

  @Override
  public void largeValueEnd() {
    events.add("large value " + HexFormat.of().formatHex(largeValue.toByteArray()));
    largeValue.reset();
  }

  @Override
  public void sequenceStart(ElementHeader header) {
    events.add("sequence " + header);
    remember(header);
  }

  @Override
  public void itemStart(ElementHeader header) {
    events.add("item " + header);
  }

  @Override
  public void itemEnd() {
    events.add("item end");
  }

  @Override
  public void sequenceEnd() {
    events.add("sequence end");
  }

  @Override
  public void fragmentsStart(ElementHeader header) {
    events.add("fragments " + header);
    remember(header);
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer value) {
    events.add("fragment " + index + " " + header + " " + hex(value));
  }

  @Override
  public void largeFragmentStart(int index, ElementHeader header) {
    events.add("large fragment " + index);
    largeValueStart(header);
  }

  @Override
  public void fragmentsEnd() {
    events.add("fragments end");
  }

  private void remember(ElementHeader header) {
    if (header.depth() == 0 && header.tag() != Tag.ITEM) {
      topLevelStarts.add(header.offset());
    }
  }

  private static String hex(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void append(ByteBuffer bytes, ByteArrayOutputStream stream) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    stream.writeBytes(copy);
  }
}
