package org.sealgate.testdicom.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of finished rounds go: emptied, but not deleted. For some minutes ext4 does not
 * use the inodes of deleted files again, and looks through all of them for each file that it makes;
 * after some rounds a receiver would spend most of its time there.
 */
final class SpentFiles {
  private final Path folder;
  private int count;

  private SpentFiles(Path folder, int count) {
    this.folder = folder;
    this.count = count;
  }

  /** Keeps them in a folder of the same file system as the files; made if it is not there. */
  static SpentFiles in(Path folder) throws IOException {
    return new SpentFiles(Files.createDirectories(folder), list(folder).size());
  }

  /** Leaves a folder without files. */
  void takeAllOf(Path received) throws IOException {
    for (Path file : list(received)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
      Files.move(file, folder.resolve(Integer.toString(count++)));
    }
  }

  /** What a folder has, in no order. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
