package org.sealgate.dimse.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file of PS3.10 whose data set comes in pieces, such as the fragments of a C-STORE: each
 * leaves with one gathering write and without a copy, but for what fills no whole page. That waits
 * for the next piece, because a file system takes whole pages faster (docs/benchmarks.md).
 *
 * <p>A file that is closed before it is finished is deleted: nobody finds half an instance.
 */
public final class DicomFileWriter implements AutoCloseable {
  private static final int PAGE_LENGTH = 4096;

  private final Path path;
  private final FileChannel channel;

  /** What is not written yet: at first the header, later less than two pages. */
  private final ByteBuffer held;

  private final ByteBuffer[] single = new ByteBuffer[1];
  private boolean finished;

  private DicomFileWriter(Path path, byte[] header) throws IOException {
    this.path = path;
    this.held = ByteBuffer.allocate(header.length + 2 * PAGE_LENGTH).put(header);
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Begins a file with preamble, {@code DICM} and File Meta Information.
   *
   * @param path of a file that is not there yet
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  public static DicomFileWriter create(Path path, FileMetaInformation meta) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream(512);
    DicomFile.writeHeader(header, meta);
    return new DicomFileWriter(path, header.toByteArray());
  }

  /**
   * Writes the next bytes of the data set and consumes the buffer, which may be reused at once. A
   * direct one is not copied.
   */
  public void write(ByteBuffer dataSet) throws IOException {
    single[0] = dataSet;
    write(single, 1);
  }

  /**
   * The same for several pieces, one behind the other, which leave with one gathering write.
   *
   * @param pieces of the data set
   * @param count how many there are in the array
   */
  public void write(ByteBuffer[] pieces, int count) throws IOException {
    long total = held.position();
    for (int i = 0; i < count; i++) {
      total += pieces[i].remaining();
    }
    int rest = (int) (total % PAGE_LENGTH);
    if (total - rest > held.position()) {
      writeWholePages(pieces, count, rest);
    }
    for (int i = 0; i < count; i++) {
      held.put(pieces[i]);
    }
  }

  /** Leaves so many bytes, less than a page, at the end of the pieces. */
  private void writeWholePages(ByteBuffer[] pieces, int count, int rest) throws IOException {
    ByteBuffer[] parts = new ByteBuffer[count + 1];
    parts[0] = held.flip();
    int left = rest;
    for (int i = count; i > 0; i--) {
      ByteBuffer piece = pieces[i - 1];
      int kept = Math.min(left, piece.remaining());
      int written = piece.remaining() - kept;
      parts[i] = piece.slice(piece.position(), written);
      piece.position(piece.position() + written);
      left -= kept;
    }
    writeFully(parts);
    held.clear();
  }

  /** Writes what is left. The file is whole now, but not forced to the disk. */
  public void finish() throws IOException {
    writeFully(held.flip());
    held.clear();
    finished = true;
  }

  private void writeFully(ByteBuffer... buffers) throws IOException {
    long left = 0;
    for (ByteBuffer buffer : buffers) {
      left += buffer.remaining();
    }
    while (left > 0) {
      left -= channel.write(buffers);
    }
  }

  /** Closes the file, and deletes it unless it is finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished) {
      Files.deleteIfExists(path);
    }
  }
}
