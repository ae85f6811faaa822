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
    int total = Math.addExact(held.position(), dataSet.remaining());
    int borrowed = total - total % PAGE_LENGTH - held.position();
    if (borrowed > 0) {
      writeFully(held.flip(), dataSet.slice(dataSet.position(), borrowed));
      dataSet.position(dataSet.position() + borrowed);
      held.clear();
    }
    held.put(dataSet);
  }

  /** Writes what is left. The file is whole now, but not forced to the disk. */
  public void finish() throws IOException {
    writeFully(held.flip());
    held.clear();
    finished = true;
  }

  private void writeFully(ByteBuffer... buffers) throws IOException {
    while (buffers[buffers.length - 1].hasRemaining()) {
      channel.write(buffers);
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
