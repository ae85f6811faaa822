package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.Implementation;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.data.DicomFileWriter;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.StoreRequest;

/** Writes what a C-STORE brings as a Part 10 file, the data set byte for byte as it comes. */
public final class ReceivedFile {
  private ReceivedFile() {}

  /**
   * Takes the whole data set from the network. The file is closed when this returns, but not forced
   * to the disk; an incomplete one is deleted.
   *
   * @param file that is not there yet
   * @param request a C-STORE-RQ, which this does not answer
   * @throws DimseStatusException if it has no data set
   */
  public static void write(Path file, DimseRequest request)
      throws IOException, DimseStatusException {
    IncomingDataSet dataSet = request.requireDataSet();
    try (DicomFileWriter writer = DicomFileWriter.create(file, meta(request))) {
      for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
        writer.write(piece);
      }
      writer.finish();
    }
  }

  private static FileMetaInformation meta(DimseRequest request) throws IOException {
    StoreRequest store = StoreRequest.of(request.command());
    return FileMetaInformation.create(
        store.affectedSopClassUid(),
        store.affectedSopInstanceUid(),
        TransferSyntax.of(request.presentationContext().transferSyntax()),
        Implementation.DEFAULT.classUid().orElseThrow(),
        Implementation.DEFAULT.versionName().orElseThrow());
  }
}
