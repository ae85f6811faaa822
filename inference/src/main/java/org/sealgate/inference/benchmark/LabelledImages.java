package org.sealgate.inference.benchmark;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.sealgate.inference.benchmark.TarEntries.Entry;

/**
 * The JPEG images of one split with their labels: {@code SPLIT.tar} and {@code labels.csv} (columns
 * index_in_split, split, label, ..., in tar order; label 1 is pneumonia).
 */
final class LabelledImages implements Closeable {
  private final Iterator<Boolean> labels;
  private final int count;
  private final TarEntries archive;

  private LabelledImages(List<Boolean> labels, TarEntries archive) {
    this.labels = labels.iterator();
    this.count = labels.size();
    this.archive = archive;
  }

  /** One image as it lies in the archive. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LabelledImage(String name, byte[] jpeg, boolean pneumonia) {}

  static LabelledImages open(Path folder, String split) throws IOException {
    List<Boolean> labels = labels(folder.resolve("labels.csv"), split);
    if (labels.isEmpty()) {
      throw new IOException(folder.resolve("labels.csv") + " has no row of split '" + split + "'");
    }
    Path archive = folder.resolve(split + ".tar");
    return new LabelledImages(
        labels, new TarEntries(new BufferedInputStream(Files.newInputStream(archive))));
  }

  /** Number of labels. */
  int count() {
    return count;
  }

  /**
   * The next image; empty after the last. An archive with more or fewer files than labels is an
   * error.
   */
  Optional<LabelledImage> next() throws IOException {
    Optional<Entry> entry = archive.next();
    if (entry.isPresent() != labels.hasNext()) {
      throw new IOException(
          "the archive has "
              + (entry.isPresent() ? "more" : "fewer")
              + " files than labels.csv rows");
    }
    return entry.map(found -> new LabelledImage(found.name(), found.content(), labels.next()));
  }

  private static List<Boolean> labels(Path file, String split) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> columns = List.of(lines.getFirst().split(",", -1));
    int splitColumn = column(file, columns, "split");
    int labelColumn = column(file, columns, "label");
    List<Boolean> labels = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      if (values.length > Math.max(splitColumn, labelColumn) && values[splitColumn].equals(split)) {
        labels.add(values[labelColumn].equals("1"));
      }
    }
    return labels;
  }

  private static int column(Path file, List<String> columns, String name) throws IOException {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IOException(file + " has no column '" + name + "'");
    }
    return index;
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
