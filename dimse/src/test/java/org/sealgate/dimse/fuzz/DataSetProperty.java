package org.sealgate.dimse.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.ParserLimits;
import org.sealgate.dimse.data.ReaderOptions;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.WriterOptions;

/**
 * Data sets in one transfer syntax: the same events however the bytes are cut, every byte passed on
 * once, and a tree that survives being written and read in either form of lengths.
 *
 * @param syntax the transfer syntax
 */
record DataSetProperty(TransferSyntax syntax) implements Property {
  private static final int MAXIMUM_INFLATED_LENGTH = 1 << 16;
  private static final int LONGEST_CHUNK = 64;

  /** Small, so that values of both kinds fit in the input. */
  private static final int LARGE_VALUE_THRESHOLD = 40;

  static final ParserLimits LIMITS =
      ParserLimits.DEFAULT.withMaximumInflatedLength(MAXIMUM_INFLATED_LENGTH);

  @Override
  public void check(byte[] input) throws IOException {
    if (checkEvents(input)) {
      checkTree(input);
    }
  }

  /** Whether the input is a data set. */
  private boolean checkEvents(byte[] input) throws IOException {
    ParserLimits limits = LIMITS.withLargeValueThreshold(LARGE_VALUE_THRESHOLD);
    EventDigest.Outcome whole = EventDigest.parse(syntax, limits, input, Math.max(input.length, 1));
    int chunkLength = 1 + Math.floorMod(Arrays.hashCode(input), LONGEST_CHUNK);
    EventDigest.Outcome cut = EventDigest.parse(syntax, limits, input, chunkLength);
    boolean accepted = whole.refusal().isEmpty();
    if (!syntax.deflated() || accepted) {
      Property.requireEqual(whole.refusal(), cut.refusal(), "in chunks of " + chunkLength);
      Property.requireEqual(whole.events(), cut.events(), "in chunks of " + chunkLength);
    }
    if (!syntax.deflated() && accepted) {
      Property.requireEqual((long) input.length, whole.receivedLength(), "bytes passed on");
      Property.requireEqual(checksum(input), whole.received(), "bytes passed on");
      Property.requireEqual(checksum(input), cut.received(), "bytes passed on");
    }
    return accepted;
  }

  private static long checksum(byte[] input) {
    CRC32C checksum = new CRC32C();
    checksum.update(input);
    return checksum.getValue();
  }

  private void checkTree(byte[] input) throws IOException {
    DataSet first = read(input);
    byte[] encoded = DataSetWriter.toBytes(first, syntax);
    DataSet second = read(encoded);
    SameContent.require(first, second, "written and read");
    if (!Arrays.equals(encoded, DataSetWriter.toBytes(second, syntax))) {
      throw new AssertionError("written again, other bytes: " + second);
    }
    byte[] defined = DataSetWriter.toBytes(second, syntax, WriterOptions.DEFINED_LENGTHS);
    Property.requireEqual(second, read(defined), "written with defined lengths and read");
  }

  private DataSet read(byte[] bytes) throws DataSetFormatException, IOException {
    return DataSetReader.read(
        ByteBuffer.wrap(bytes), syntax, ReaderOptions.DEFAULT.withLimits(LIMITS));
  }
}
