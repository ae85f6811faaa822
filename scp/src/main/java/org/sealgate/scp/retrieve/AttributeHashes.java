package org.sealgate.scp.retrieve;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.Tag;

/**
 * A hash per top-level attribute, of its values at any depth but for Pixel Data: enough to say
 * which attributes of two data sets differ when their digests do.
 */
final class AttributeHashes implements DataSetHandler {
  private final Map<Integer, Long> hashes = new TreeMap<>(Integer::compareUnsigned);
  private final CRC32C checksum = new CRC32C();
  private int sequence;
  private @Nullable ElementHeader largeValue;

  @Override
  public void element(ElementHeader header, ByteBuffer value) {
    if (isLeftOut(header.tag())) {
      return;
    }
    mix(
        header.depth() == 0 ? header.tag() : sequence,
        31L * header.tag() + stripped(value).hashCode());
  }

  @Override
  public void largeValueStart(ElementHeader header) {
    largeValue = header;
    checksum.reset();
  }

  /** Pixels are compared by their digest; fragments, which come as items, are pixels. */
  @Override
  public void largeFragmentStart(int index, ElementHeader header) {
    largeValue = null;
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) {
    if (largeValue != null && largeValue.tag() != Tag.PIXEL_DATA) {
      checksum.update(chunk.duplicate());
    }
  }

  @Override
  public void largeValueEnd() {
    if (largeValue != null) {
      mix(largeValue.depth() == 0 ? largeValue.tag() : sequence, checksum.getValue());
    }
    largeValue = null;
  }

  @Override
  public void sequenceStart(ElementHeader header) {
    if (header.depth() == 0) {
      sequence = header.tag();
    }
    mix(sequence, header.tag());
  }

  @Override
  public void itemStart(ElementHeader header) {
    mix(sequence, 1);
  }

  @Override
  public void itemEnd() {
    mix(sequence, 2);
  }

  /** Group lengths and Data Set Trailing Padding, which peers add and drop at any depth. */
  private static boolean isLeftOut(int tag) {
    return (tag & 0xFFFF) == 0 || tag == Tag.DATA_SET_TRAILING_PADDING;
  }

  private void mix(int tag, long value) {
    hashes.merge(tag, value, (before, now) -> before * 1_000_003 + now);
  }

  private static ByteBuffer stripped(ByteBuffer value) {
    int end = value.limit();
    while (end > value.position() && (value.get(end - 1) == ' ' || value.get(end - 1) == 0)) {
      end--;
    }
    return value.duplicate().limit(end);
  }

  /** The top-level tags whose values differ, or that only one of the two has. */
  List<Integer> differencesFrom(AttributeHashes other) {
    return Stream.concat(hashes.keySet().stream(), other.hashes.keySet().stream())
        .distinct()
        .filter(tag -> !Objects.equals(hashes.get(tag), other.hashes.get(tag)))
        .sorted(Integer::compareUnsigned)
        .toList();
  }
}
