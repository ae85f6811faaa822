package org.sealgate.dimse.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.DataSetParser;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ParserLimits;
import org.sealgate.dimse.data.TransferSyntax;

/** Condenses the events of a parser into numbers that can be compared. */
final class EventDigest implements DataSetHandler {
  private final CRC32C received = new CRC32C();
  private final CRC32C value = new CRC32C();
  private long receivedLength;
  private long events;

  /**
   * What came out of parsing.
   *
   * @param events a digest of all events in order
   * @param received a digest of the bytes passed on, deflated ones left out
   * @param receivedLength how many those were
   * @param refusal the message of the format exception, empty if there was none
   */
  record Outcome(long events, long received, long receivedLength, String refusal) {}

  /** Feeds the input in chunks of a length. */
  static Outcome parse(TransferSyntax syntax, ParserLimits limits, byte[] input, int chunkLength)
      throws IOException {
    EventDigest digest = new EventDigest();
    String refusal = "";
    try (DataSetParser parser = new DataSetParser(syntax, digest, limits)) {
      for (int start = 0; start < input.length; start += chunkLength) {
        parser.feed(ByteBuffer.wrap(input, start, Math.min(chunkLength, input.length - start)));
      }
      parser.finish();
    } catch (DataSetFormatException refused) {
      refusal = requireComplete(refused);
    }
    return new Outcome(digest.events, digest.received.getValue(), digest.receivedLength, refusal);
  }

  private static String requireComplete(DataSetFormatException refused) {
    String message = String.valueOf(refused.getMessage());
    if (refused.offset() < 0 || !refused.expected().startsWith("expected ")) {
      throw new AssertionError("refused without tag, offset and expectation", refused);
    }
    return message;
  }

  private void add(int kind, long number) {
    events = (events * 31 + kind) * 0x9E37_79B9_7F4A_7C15L + number;
  }

  private void add(int kind, ElementHeader header) {
    add(kind, header.hashCode());
  }

  private void add(int kind, ElementHeader header, ByteBuffer bytes) {
    value.reset();
    value.update(bytes);
    add(kind, header);
    add(kind, value.getValue());
  }

  @Override
  public void wireBytes(ByteBuffer bytes) {
    receivedLength += bytes.remaining();
    received.update(bytes);
  }

  @Override
  public void element(ElementHeader header, ByteBuffer bytes) {
    add(1, header, bytes);
  }

  @Override
  public void largeValueStart(ElementHeader header) {
    add(2, header);
    value.reset();
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) {
    receivedLength += chunk.remaining();
    received.update(chunk.duplicate());
    value.update(chunk);
  }

  @Override
  public void largeValueEnd() {
    add(3, value.getValue());
  }

  @Override
  public void sequenceStart(ElementHeader header) {
    add(4, header);
  }

  @Override
  public void itemStart(ElementHeader header) {
    add(5, header);
  }

  @Override
  public void itemEnd() {
    add(6, 0);
  }

  @Override
  public void sequenceEnd() {
    add(7, 0);
  }

  @Override
  public void fragmentsStart(ElementHeader header) {
    add(8, header);
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer bytes) {
    add(9 + index, header, bytes);
  }

  @Override
  public void largeFragmentStart(int index, ElementHeader header) {
    add(9 + index, header);
    value.reset();
  }

  @Override
  public void fragmentsEnd() {
    add(10, 0);
  }
}
