package org.sealgate.testdicom.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.sealgate.dimse.data.DicomFile;

/** Compares DICOM files. */
final class DataSets {
  private DataSets() {}

  /** Whether two files have the same data set, byte for byte. */
  static boolean areEqual(Path left, Path right) throws IOException {
    try (DicomFile one = DicomFile.open(left);
        DicomFile other = DicomFile.open(right);
        InputStream oneBytes = one.dataSetStream();
        InputStream otherBytes = other.dataSetStream()) {
      return Arrays.equals(oneBytes.readAllBytes(), otherBytes.readAllBytes());
    }
  }
}
