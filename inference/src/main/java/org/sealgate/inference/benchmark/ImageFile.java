package org.sealgate.inference.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/** Writes data sets that were made up, or made from other images, as Part 10 files. */
public final class ImageFile {
  /** A UID under 2.25 and a name, by which these files are told from real ones. */
  private static final String IMPLEMENTATION_CLASS_UID = "2.25.77";

  private static final String IMPLEMENTATION_VERSION_NAME = "SEALGATE_BENCH";

  private ImageFile() {}

  /**
   * Writes a data set, in place of a file that is there.
   *
   * @param image with SOP Class and SOP Instance UID, which enter the File Meta Information
   * @param syntax of the file; Pixel Data is in it already
   * @return the file
   */
  public static Path write(Path file, DataSet image, TransferSyntax syntax) throws IOException {
    FileMetaInformation meta =
        FileMetaInformation.create(
            image.getString(Tag.SOP_CLASS_UID, ""),
            image.getString(Tag.SOP_INSTANCE_UID, ""),
            syntax,
            IMPLEMENTATION_CLASS_UID,
            IMPLEMENTATION_VERSION_NAME);
    DicomFile.write(file, meta, image);
    return file;
  }
}
