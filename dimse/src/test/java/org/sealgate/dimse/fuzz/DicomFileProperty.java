package org.sealgate.dimse.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.ReaderOptions;

/** Files: File Meta Information that was read can be written and is then read as the same. */
final class DicomFileProperty implements Property {
  @Override
  public void check(byte[] input) throws IOException {
    try (DicomFile file = DicomFile.open(new ByteArrayInputStream(input))) {
      if (file.metaInformation().isPresent()) {
        checkMetaInformation(file.metaInformation().get());
      }
      file.readDataSet(ReaderOptions.DEFAULT.withLimits(DataSetProperty.LIMITS));
    } catch (DataSetFormatException refused) {
      if (!refused.expected().startsWith("expected ")) {
        throw new AssertionError("refused without an expectation", refused);
      }
    }
  }

  private static void checkMetaInformation(FileMetaInformation read) throws IOException {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(read.toString())) {
      return;
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    DicomFile.writeHeader(output, read);
    // The element of the data set that the guess without meta information needs is not there.
    try (DicomFile again = DicomFile.open(new ByteArrayInputStream(output.toByteArray()))) {
      Property.requireEqual(read, again.metaInformation().orElseThrow(), "meta information");
    }
  }
}
