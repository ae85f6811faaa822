package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.GeneratedStudy;

/**
 * Something that can be stored: its UIDs, and its data set as it is to go over the network.
 *
 * @param sopClassUid Affected SOP Class UID
 * @param sopInstanceUid Affected SOP Instance UID
 * @param transferSyntax of the data set
 * @param content writes the data set, any number of times
 */
public record DataSetSource(
    String sopClassUid, String sopInstanceUid, TransferSyntax transferSyntax, Content content) {
  /** Writes a data set. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes; does not close the stream. */
    void writeTo(OutputStream output) throws IOException;
  }

  /** A generated instance, made while it is sent. */
  public static DataSetSource of(GeneratedInstance instance, Encoding encoding) {
    return new DataSetSource(
        instance.sopClassUid(),
        instance.sopInstanceUid(),
        encoding.transferSyntax(),
        output -> encoding.writeDataSet(instance, output));
  }

  /** The instances of a generated study. */
  public static List<DataSetSource> of(GeneratedStudy study, Encoding encoding) {
    return study.instances().stream().map(instance -> of(instance, encoding)).toList();
  }

  /** The data set of a Part 10 file. */
  public static DataSetSource of(Path path) throws IOException {
    FileMetaInformation meta;
    try (DicomFile file = DicomFile.open(path)) {
      meta = file.metaInformation().orElseThrow(() -> new IOException(path + " has no group 0002"));
    }
    return new DataSetSource(
        meta.mediaStorageSopClassUid(),
        meta.mediaStorageSopInstanceUid(),
        meta.transferSyntax(),
        output -> copy(path, output));
  }

  /** The data sets of Part 10 files. */
  public static List<DataSetSource> of(List<Path> files) throws IOException {
    List<DataSetSource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(of(file));
    }
    return sources;
  }

  private static void copy(Path path, OutputStream output) throws IOException {
    try (DicomFile file = DicomFile.open(path)) {
      InputStream dataSet = file.dataSetStream();
      dataSet.transferTo(output);
    }
  }
}
