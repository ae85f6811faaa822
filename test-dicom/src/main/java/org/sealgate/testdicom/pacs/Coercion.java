package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealgate.dimse.data.DataElement;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.ReaderOptions;
import org.sealgate.dimse.data.Tag;

/** Writes instances with other attribute values; lengths become undefined on the way. */
final class Coercion {
  private Coercion() {}

  /**
   * Writes an instance with replaced elements. Its data set is held in memory meanwhile.
   *
   * @param to file to write, which may be that of the instance
   */
  static StoredInstance apply(StoredInstance instance, DataSet replacements, Path to)
      throws IOException {
    DataSet dataSet;
    FileMetaInformation meta;
    try (DicomFile file = DicomFile.open(instance.file())) {
      meta = file.metaInformation().orElseThrow();
      dataSet = file.readDataSet();
    }
    for (DataElement replacement : replacements) {
      dataSet.put(replacement);
    }
    DicomFile.write(to, meta, dataSet);
    return new StoredInstance(
        to, instance.dataSetOffset(), instance.transferSyntax(), attributes(to));
  }

  private static DataSet attributes(Path path) throws IOException {
    try (DicomFile file = DicomFile.open(path)) {
      return file.readDataSet(ReaderOptions.DEFAULT.stoppingBefore(Tag.PIXEL_DATA));
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }
}
