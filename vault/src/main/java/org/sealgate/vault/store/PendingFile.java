package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file of an object that is being written. Its name is durable already, so it is durable once
 * its bytes are. It is then moved into place, and the move is not forced: should that be lost with
 * the power, the next to open the vault makes it again ({@link EarlierRun}).
 */
final class PendingFile {

  private final Path file;
  private final Path target;
  private final DurableDirectories directories;
  private final Runnable atEnd;
  private final FileChannel channel;

  private PendingFile(
      Path file, Path target, DurableDirectories directories, Runnable atEnd, FileChannel channel) {
    this.file = file;
    this.target = target;
    this.directories = directories;
    this.atEnd = atEnd;
    this.channel = channel;
  }

  /**
   * Opens a spare file.
   *
   * @param target where it belongs in the end; its directory is made meanwhile
   * @param atEnd called when it is there, or discarded
   */
  static PendingFile open(Path spare, Path target, DurableDirectories directories, Runnable atEnd)
      throws IOException {
    FileChannel channel = FileChannel.open(spare, StandardOpenOption.WRITE);
    directories.prepare(target.resolveSibling(""));
    return new PendingFile(spare, target, directories, atEnd, channel);
  }

  FileChannel channel() {
    return channel;
  }

  /** Makes the file durable and then visible. The only forced write that a caller waits for. */
  void publish() throws IOException {
    directories.await(target.resolveSibling(""));
    // Data and length only: the times in the inode are of no use to anyone.
    channel.force(false);
    channel.close();
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    atEnd.run();
  }

  void discard() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(file);
      atEnd.run();
    }
  }
}
