package org.sealgate.inference.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the regular files of a tar archive (POSIX.1-1988 ustar) one after the other. */
final class TarEntries implements Closeable {
  private static final int BLOCK = 512;

  /** Images of a data set for classification are far smaller. */
  private static final int LARGEST_FILE = 64 << 20;

  private final InputStream stream;

  TarEntries(InputStream stream) {
    this.stream = stream;
  }

  /** A file in the archive. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(String name, byte[] content) {}

  /** The next regular file; empty at the end of the archive. */
  Optional<Entry> next() throws IOException {
    while (true) {
      byte[] header = stream.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return Optional.empty();
      }
      int size = octal(header, 124, 12);
      byte[] content = stream.readNBytes(size);
      if (content.length < size) {
        throw new IOException("the archive ends inside " + text(header, 0, 100));
      }
      stream.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (header[156] == '0' || header[156] == 0) {
        return Optional.of(new Entry(text(header, 0, 100), content));
      }
    }
  }

  private static int octal(byte[] header, int offset, int length) throws IOException {
    String digits = text(header, offset, length).strip();
    try {
      int size = digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
      if (size <= LARGEST_FILE) {
        return size;
      }
    } catch (NumberFormatException exception) {
      throw new IOException(
          "'" + digits + "' is not the size of a file in a tar archive", exception);
    }
    throw new IOException("a file of more than " + LARGEST_FILE + " bytes in the archive");
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
