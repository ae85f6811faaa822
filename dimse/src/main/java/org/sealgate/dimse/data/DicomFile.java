package org.sealgate.dimse.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of PS3.10: preamble, {@code DICM}, File Meta Information, and then the bytes of one data
 * set, which are read as a stream.
 *
 * <p>Files without a preamble, or without File Meta Information, as older software writes them, are
 * recognized when they begin like one; their transfer syntax is then guessed from the first
 * element.
 */
public final class DicomFile implements AutoCloseable {
  private static final int PREAMBLE_LENGTH = 128;
  private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_LENGTH = 64 * 1024;

  private final Optional<FileMetaInformation> metaInformation;
  private final TransferSyntax transferSyntax;
  private final long dataSetOffset;
  private final InputStream dataSet;

  private DicomFile(
      Optional<FileMetaInformation> metaInformation,
      TransferSyntax transferSyntax,
      long dataSetOffset,
      InputStream dataSet) {
    this.metaInformation = metaInformation;
    this.transferSyntax = transferSyntax;
    this.dataSetOffset = dataSetOffset;
    this.dataSet = dataSet;
  }

  /**
   * Opens a file up to the start of its data set.
   *
   * @throws DataSetFormatException if it is not a DICOM file
   */
  public static DicomFile open(Path path) throws IOException {
    InputStream stream = Files.newInputStream(path);
    try {
      return open(stream);
    } catch (IOException | RuntimeException failure) {
      stream.close();
      throw failure;
    }
  }

  /**
   * Reads a stream up to the start of its data set; closing the file closes the stream.
   *
   * @throws DataSetFormatException if it is not a DICOM file
   */
  public static DicomFile open(InputStream stream) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER_LENGTH);
    int offset = skipPreamble(buffered);
    if (!FileMetaInformationReader.startsWithGroup(buffered)) {
      return new DicomFile(
          Optional.empty(), BareDataSet.guessTransferSyntax(buffered), offset, buffered);
    }
    FileMetaInformationReader reader = new FileMetaInformationReader(buffered);
    FileMetaInformation meta = FileMetaInformation.of(reader.read());
    return new DicomFile(
        Optional.of(meta), meta.transferSyntax(), offset + reader.length(), buffered);
  }

  /** Returns how many bytes the preamble and its prefix have, 0 if there are none. */
  private static int skipPreamble(BufferedInputStream stream) throws IOException {
    stream.mark(PREAMBLE_LENGTH + PREFIX.length);
    byte[] start = stream.readNBytes(PREAMBLE_LENGTH + PREFIX.length);
    boolean isPreamble =
        start.length == PREAMBLE_LENGTH + PREFIX.length
            && Arrays.equals(start, PREAMBLE_LENGTH, start.length, PREFIX, 0, PREFIX.length);
    if (isPreamble) {
      return start.length;
    }
    stream.reset();
    return 0;
  }

  /** The File Meta Information; empty if the file has none. */
  public Optional<FileMetaInformation> metaInformation() {
    return metaInformation;
  }

  /** The transfer syntax of the data set, as the File Meta Information says, or else guessed. */
  public TransferSyntax transferSyntax() {
    return transferSyntax;
  }

  /** Where in the file the data set begins: bytes of preamble and File Meta Information. */
  public long dataSetOffset() {
    return dataSetOffset;
  }

  /** The bytes of the data set, from its first one on when nothing was read yet. */
  public InputStream dataSetStream() {
    return dataSet;
  }

  /** Reads the data set from the stream. */
  public DataSet readDataSet(ReaderOptions options) throws IOException {
    return DataSetReader.read(dataSet, transferSyntax, options);
  }

  /** Reads the whole data set from the stream, with {@link ReaderOptions#DEFAULT}. */
  public DataSet readDataSet() throws IOException {
    return readDataSet(ReaderOptions.DEFAULT);
  }

  /**
   * Writes preamble, {@code DICM} and File Meta Information, after which the bytes of the data set
   * are to follow.
   */
  public static void writeHeader(OutputStream stream, FileMetaInformation meta) throws IOException {
    stream.write(new byte[PREAMBLE_LENGTH]);
    stream.write(PREFIX);
    meta.write(stream);
  }

  /**
   * Writes a file, in place of one that is there; the data set in the transfer syntax of the meta
   * information.
   */
  public static void write(Path path, FileMetaInformation meta, DataSet dataSet)
      throws IOException {
    try (OutputStream stream =
        new BufferedOutputStream(Files.newOutputStream(path), BUFFER_LENGTH)) {
      writeHeader(stream, meta);
      DataSetWriter.write(dataSet, meta.transferSyntax(), WriterOptions.DEFAULT, stream);
    }
  }

  /** Closes the stream. */
  @Override
  public void close() throws IOException {
    dataSet.close();
  }
}
