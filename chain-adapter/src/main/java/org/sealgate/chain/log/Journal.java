package org.sealgate.chain.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The leaf hashes that are not in full tiles yet. Integers big endian.
 *
 * <pre>
 * header, 20 bytes: "SGLOGJ1\n", base u64 (leaves in full tiles), CRC-32C of these 16 bytes
 * record:           "SGLR", first index u64, count u32, count x 32 bytes, CRC-32C of all before
 * </pre>
 *
 * An append is one record and one fdatasync. The one that was being written when the machine
 * stopped may be torn; it is the last, was never acknowledged, and is cut off when the journal is
 * opened.
 */
final class Journal implements AutoCloseable {
  private static final byte[] MAGIC = "SGLOGJ1\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RECORD = "SGLR".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_LENGTH = 20;
  private static final int RECORD_HEADER_LENGTH = 16;
  private static final int CHECKSUM_LENGTH = 4;

  private final Path file;
  private FileChannel channel;
  private long end;
  private boolean broken;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What a journal held: the leaves after the first {@code base}. */
  record Content(long base, List<Digest> leafHashes) {}

  /** Makes an empty journal. */
  static Journal create(Path file, long base) throws IOException {
    replaceFile(file, base, List.of());
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Journal journal = new Journal(file, channel);
    journal.end = channel.size();
    return journal;
  }

  static Journal open(Path file) throws IOException {
    return new Journal(
        file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Reads everything, cuts off a torn last record, and is ready to append. */
  Content recover() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file));
    long base = readHeader(buffer);
    List<Digest> leafHashes = new ArrayList<>();
    while (readRecord(buffer, base + leafHashes.size(), leafHashes)) {
      end = buffer.position();
    }
    end = buffer.position();
    requireNoRecordAfter(buffer);
    if (channel.size() > end) {
      channel.truncate(end);
      channel.force(false);
    }
    return new Content(base, leafHashes);
  }

  private long readHeader(ByteBuffer buffer) throws LogCorruptedException {
    if (buffer.remaining() < HEADER_LENGTH
        || !buffer.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
        || checksum(buffer, 0, HEADER_LENGTH - CHECKSUM_LENGTH)
            != buffer.getInt(HEADER_LENGTH - CHECKSUM_LENGTH)) {
      throw new LogCorruptedException(file + ": the header is damaged");
    }
    long base = buffer.getLong(MAGIC.length);
    buffer.position(HEADER_LENGTH);
    return base;
  }

  /** Reads one record if a whole one with this first index is next; else leaves the position. */
  private static boolean readRecord(ByteBuffer buffer, long expected, List<Digest> target) {
    int start = buffer.position();
    if (!isRecord(buffer, start) || buffer.getLong(start + RECORD.length) != expected) {
      return false;
    }
    int count = buffer.getInt(start + 12);
    for (int i = 0; i < count; i++) {
      byte[] leafHash = new byte[Digest.LENGTH];
      buffer.get(start + RECORD_HEADER_LENGTH + i * Digest.LENGTH, leafHash);
      target.add(Digest.of(leafHash));
    }
    buffer.position(start + RECORD_HEADER_LENGTH + count * Digest.LENGTH + CHECKSUM_LENGTH);
    return true;
  }

  private static boolean isRecord(ByteBuffer buffer, int start) {
    if (buffer.limit() - start < RECORD_HEADER_LENGTH + CHECKSUM_LENGTH
        || !buffer.slice(start, RECORD.length).equals(ByteBuffer.wrap(RECORD))) {
      return false;
    }
    long count = Integer.toUnsignedLong(buffer.getInt(start + 12));
    long length = RECORD_HEADER_LENGTH + count * Digest.LENGTH;
    if (length + CHECKSUM_LENGTH > buffer.limit() - start) {
      return false;
    }
    return checksum(buffer, start, (int) length) == buffer.getInt(start + (int) length);
  }

  /**
   * A good record behind a bad one means damage, not a torn write: what was acknowledged is lost.
   */
  private void requireNoRecordAfter(ByteBuffer buffer) throws LogCorruptedException {
    for (int start = (int) end; start < buffer.limit(); start++) {
      if (isRecord(buffer, start)) {
        throw new LogCorruptedException(
            file + ": the record at byte " + end + " is damaged, a good one follows at " + start);
      }
    }
  }

  private static int checksum(ByteBuffer buffer, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(offset, length));
    return (int) crc.getValue();
  }

  /**
   * Appends one record and waits until it is on disk. If that fails, the journal is cut back to
   * where it was; if that fails too, it takes nothing more.
   */
  void append(long firstIndex, List<Digest> leafHashes) throws IOException {
    if (broken) {
      throw new IOException(file + ": an earlier write failed and could not be undone; restart");
    }
    byte[] record = record(firstIndex, leafHashes);
    try {
      channel.position(end);
      DurableFiles.writeFully(channel, ByteBuffer.wrap(record));
      channel.force(false);
    } catch (IOException failed) {
      undo(failed);
      throw failed;
    }
    end += record.length;
  }

  private void undo(IOException cause) {
    try {
      channel.truncate(end);
      channel.force(false);
    } catch (IOException again) {
      broken = true;
      cause.addSuppressed(again);
    }
  }

  private static byte[] record(long firstIndex, List<Digest> leafHashes) {
    int length = RECORD_HEADER_LENGTH + leafHashes.size() * Digest.LENGTH;
    ByteBuffer buffer = ByteBuffer.allocate(length + CHECKSUM_LENGTH);
    buffer.put(RECORD).putLong(firstIndex).putInt(leafHashes.size());
    int offset = RECORD_HEADER_LENGTH;
    for (Digest leafHash : leafHashes) {
      leafHash.copyTo(buffer.array(), offset);
      offset += Digest.LENGTH;
    }
    buffer.putInt(length, checksum(buffer, 0, length));
    return buffer.array();
  }

  /**
   * Starts over with {@code base} leaves in full tiles and these after them; durable when it
   * returns.
   */
  void replace(long base, List<Digest> leafHashes) throws IOException {
    // Should this fail half way, the open channel may belong to a file that has no name any more.
    broken = true;
    replaceFile(file, base, leafHashes);
    channel.close();
    channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    end = channel.size();
    broken = false;
  }

  private static void replaceFile(Path file, long base, List<Digest> leafHashes)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putLong(base);
    header.putInt(checksum(header, 0, HEADER_LENGTH - CHECKSUM_LENGTH));
    byte[] record = leafHashes.isEmpty() ? new byte[0] : record(base, leafHashes);
    byte[] content = Arrays.copyOf(header.array(), HEADER_LENGTH + record.length);
    System.arraycopy(record, 0, content, HEADER_LENGTH, record.length);
    DurableFiles.write(file, file.resolveSibling(file.getFileName() + ".new"), content);
    DurableFiles.forceDirectory(DurableFiles.parentOf(file));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
