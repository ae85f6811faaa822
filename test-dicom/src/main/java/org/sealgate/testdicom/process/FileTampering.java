package org.sealgate.testdicom.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Alters files behind their owners' back. */
public final class FileTampering {
  private FileTampering() {}

  /** Flips the lowest bit of a file's last byte, which is one of the last pixel as a rule. */
  public static void flipLastBit(Path file) throws IOException {
    flipBit(file, Files.size(file) - 1);
  }

  /**
   * Flips the lowest bit of a byte.
   *
   * @param offset of the byte, from 0
   * @throws IOException if the file has no such byte
   */
  public static void flipBit(Path file, long offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer value = ByteBuffer.allocate(1);
      if (offset < 0 || channel.read(value, offset) != 1) {
        throw new IOException(file + " has no byte at offset " + offset);
      }
      channel.write(value.put(0, (byte) (value.get(0) ^ 1)).flip(), offset);
    }
  }
}
