package org.sealgate.testdicom.pacs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/**
 * An instance on disk.
 *
 * @param file Part 10 file
 * @param dataSetOffset where its data set begins, in bytes
 * @param transferSyntax transfer syntax of the data set
 * @param attributes its attributes before Pixel Data
 */
public record StoredInstance(
    Path file, long dataSetOffset, TransferSyntax transferSyntax, DataSet attributes) {
  private static final int BUFFER_LENGTH = 1 << 16;

  /** SOP Class UID. */
  public String sopClassUid() {
    return attributes.getString(Tag.SOP_CLASS_UID, "");
  }

  /** SOP Instance UID. */
  public String sopInstanceUid() {
    return attributes.getString(Tag.SOP_INSTANCE_UID, "");
  }

  /** The data set's bytes as they were received; to be closed by the caller. */
  public InputStream openDataSet() throws IOException {
    InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER_LENGTH);
    stream.skipNBytes(dataSetOffset);
    return stream;
  }

  /** Length of the data set in bytes. */
  public long dataSetLength() throws IOException {
    return Files.size(file) - dataSetOffset;
  }
}
