package org.sealgate.testdicom.pacs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.ReaderOptions;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/** Writes received data sets, byte for byte, as Part 10 files into a folder. */
final class StoreReceiver {
  /** A private class UID under 2.25, of this archive. */
  private static final String IMPLEMENTATION_CLASS_UID =
      "2.25.219283756473829104758392017465839201746";

  private static final String IMPLEMENTATION_VERSION_NAME = "SEALGATE_TEST";

  private final Path folder;
  private final boolean discard;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param discard whether data sets are digested only
   */
  StoreReceiver(Path folder, boolean discard) {
    this.folder = folder;
    this.discard = discard;
  }

  /** Called with the bytes received so far, before each fragment is taken. */
  @FunctionalInterface
  interface Progress {
    void at(long bytes) throws IOException;
  }

  /**
   * What came in.
   *
   * @param length bytes of the data set
   * @param sha256 their digest in hexadecimal
   * @param file the Part 10 file under a temporary name; there is none if it was discarded
   * @param dataSetOffset where the data set begins in the file
   */
  record Reception(long length, String sha256, Path file, long dataSetOffset) {}

  /** Takes a whole data set from the network; an incomplete one leaves nothing behind. */
  Reception receive(FileMetaInformation meta, IncomingDataSet dataSet, Progress progress)
      throws IOException {
    Path file = folder.resolve("incoming-" + count.incrementAndGet());
    try {
      writeHeader(file, meta);
      long offset = Files.size(file);
      try (DigestingSink sink = new DigestingSink(file, discard)) {
        progress.at(0);
        for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
          sink.write(piece);
          progress.at(sink.length());
        }
        return new Reception(sink.length(), sink.sha256Text(), file, offset);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Gives a received file its final name, in place of an earlier one of the same instance. */
  StoredInstance keep(Reception reception, TransferSyntax syntax) throws IOException {
    DataSet attributes;
    try (DicomFile file = DicomFile.open(reception.file())) {
      attributes = file.readDataSet(ReaderOptions.DEFAULT.stoppingBefore(Tag.PIXEL_DATA));
    }
    String uid = attributes.getString(Tag.SOP_INSTANCE_UID, "");
    if (!uid.matches("[0-9.]{1,64}")) {
      throw new IOException("SOP Instance UID: '" + uid + "' is no UID");
    }
    Path file = folder.resolve(uid + ".dcm");
    Files.move(reception.file(), file, StandardCopyOption.REPLACE_EXISTING);
    return new StoredInstance(file, reception.dataSetOffset(), syntax, attributes);
  }

  /** Forgets a received file. */
  void forget(Reception reception) throws IOException {
    Files.deleteIfExists(reception.file());
  }

  /** A temporary file of this folder. */
  Path temporaryFile() {
    return folder.resolve("outgoing-" + count.incrementAndGet());
  }

  boolean discards() {
    return discard;
  }

  static FileMetaInformation meta(
      String sopClassUid, String sopInstanceUid, TransferSyntax syntax) {
    return FileMetaInformation.create(
        sopClassUid, sopInstanceUid, syntax, IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME);
  }

  static void writeHeader(Path file, FileMetaInformation meta) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      DicomFile.writeHeader(out, meta);
    }
  }
}
