package org.sealgate.chain.anchor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.sealgate.chain.log.Checkpoint;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.DurableFiles;
import org.sealgate.chain.log.LogCorruptedException;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.SignedCheckpoint;

/**
 * The final anchors of one log in one contract, by growing size, in a file of records of equal
 * length, so that one is found by binary search and nothing is kept in memory. Integers big endian.
 *
 * <pre>
 * header, 512 bytes: the log's verifier key, LF, then zeros
 * record, 212 bytes: size u64, root 32, signature 64, transaction 32, block number u64, block hash 32,
 *                    gas u64, block time u64 (milliseconds since 1970), anchors so far u64, gas so far
 *                    u64, CRC-32C of these 208 bytes
 * </pre>
 */
final class AnchorArchive implements AutoCloseable {
  private static final int HEADER_LENGTH = 512;
  private static final int RECORD_LENGTH = 212;
  private static final int CHECKSUM_OFFSET = 208;
  private static final int SIGNATURE_LENGTH = 64;

  /** What all anchors up to one have come to. */
  record Totals(long transactions, long gasUsed) {
    static final Totals NONE = new Totals(0, 0);
  }

  private record Row(AnchorRecord anchor, Totals totals) {}

  private final Path file;
  private final LogIdentity identity;
  private final FileChannel channel;
  private volatile long count;

  private AnchorArchive(Path file, LogIdentity identity, FileChannel channel) {
    this.file = file;
    this.identity = identity;
    this.channel = channel;
  }

  /** Opens the archive, or makes an empty one; cuts off a record that was not finished. */
  static AnchorArchive open(Path file, LogIdentity identity) throws IOException {
    if (!Files.exists(file)) {
      DurableFiles.write(file, file.resolveSibling(file.getFileName() + ".new"), header(identity));
      DurableFiles.forceDirectory(DurableFiles.parentOf(file));
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    AnchorArchive archive = new AnchorArchive(file, identity, channel);
    try {
      archive.recover();
      return archive;
    } catch (IOException damaged) {
      channel.close();
      throw damaged;
    }
  }

  private static byte[] header(LogIdentity identity) {
    byte[] key = (identity.verifierKey() + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(key, HEADER_LENGTH);
  }

  private void recover() throws IOException {
    if (!Arrays.equals(read(0, HEADER_LENGTH).array(), header(identity))) {
      throw new LogCorruptedException(file + ": the archive is of another log");
    }
    long whole = (channel.size() - HEADER_LENGTH) / RECORD_LENGTH;
    if (whole > 0 && !isGood(record(whole - 1))) {
      whole--;
    }
    channel.truncate(HEADER_LENGTH + whole * RECORD_LENGTH);
    count = whole;
  }

  /** Appends an anchor, which must be larger than the last; durable when it returns. */
  void append(AnchorRecord anchor) throws IOException {
    long records = count;
    ByteBuffer record = encode(anchor, totals());
    channel.position(HEADER_LENGTH + records * RECORD_LENGTH);
    DurableFiles.writeFully(channel, record);
    channel.force(false);
    count = records + 1;
  }

  private ByteBuffer encode(AnchorRecord anchor, Totals before) {
    byte[] signature =
        anchor
            .checkpoint()
            .signatureBy(identity)
            .orElseThrow(() -> new IllegalArgumentException("the checkpoint is not of this log"));
    ByteBuffer record = ByteBuffer.allocate(RECORD_LENGTH);
    record.putLong(anchor.checkpoint().checkpoint().size());
    record.put(anchor.checkpoint().checkpoint().root().bytes()).put(signature);
    record.put(anchor.transaction().bytes());
    record.putLong(anchor.blockNumber()).put(anchor.blockHash().bytes());
    record.putLong(anchor.gasUsed()).putLong(anchor.includedAt().toEpochMilli());
    record.putLong(before.transactions() + 1).putLong(before.gasUsed() + anchor.gasUsed());
    return record.putInt(checksum(record)).flip();
  }

  private static int checksum(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.slice(0, CHECKSUM_OFFSET));
    return (int) crc.getValue();
  }

  private static boolean isGood(ByteBuffer record) {
    return checksum(record) == record.getInt(CHECKSUM_OFFSET);
  }

  private ByteBuffer record(long index) throws IOException {
    return read(HEADER_LENGTH + index * RECORD_LENGTH, RECORD_LENGTH);
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException(file + ": ends within a record");
      }
    }
    return buffer.flip();
  }

  private Row row(long index) throws IOException {
    ByteBuffer record = record(index);
    if (!isGood(record)) {
      throw new LogCorruptedException(file + ": record " + index + " is damaged");
    }
    long size = record.getLong();
    Checkpoint checkpoint = new Checkpoint(identity.origin(), size, digest(record));
    byte[] signature = new byte[SIGNATURE_LENGTH];
    record.get(signature);
    AnchorRecord anchor =
        new AnchorRecord(
            SignedCheckpoint.of(checkpoint, identity, signature),
            AnchorState.FINAL,
            digest(record),
            record.getLong(),
            digest(record),
            record.getLong(),
            Instant.ofEpochMilli(record.getLong()));
    return new Row(anchor, new Totals(record.getLong(), record.getLong()));
  }

  private static Digest digest(ByteBuffer record) {
    byte[] bytes = new byte[Digest.LENGTH];
    record.get(bytes);
    return Digest.of(bytes);
  }

  /** The newest final anchor. */
  Optional<AnchorRecord> last() throws IOException {
    long records = count;
    return records == 0 ? Optional.empty() : Optional.of(row(records - 1).anchor());
  }

  /** How many anchors there are and what they have cost. */
  Totals totals() throws IOException {
    long records = count;
    return records == 0 ? Totals.NONE : row(records - 1).totals();
  }

  /** The smallest anchor whose tree has the leaf at this index. */
  Optional<AnchorRecord> covering(long leafIndex) throws IOException {
    long low = 0;
    long high = count;
    long records = high;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (record(middle).getLong(0) > leafIndex) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == records ? Optional.empty() : Optional.of(row(low).anchor());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
