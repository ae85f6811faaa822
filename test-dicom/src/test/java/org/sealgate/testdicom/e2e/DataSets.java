package org.sealgate.testdicom.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.testdicom.pacs.DataSetSource;

/** The bytes of data sets, without file meta information, as digests. */
public final class DataSets {
  private DataSets() {}

  /** SHA-256 of the data set of a Part 10 file, in hexadecimal. */
  public static String digest(Path path) throws IOException {
    try (DicomFile file = DicomFile.open(path);
        InputStream stream = file.dataSetStream()) {
      DigestOutput output = new DigestOutput();
      stream.transferTo(output);
      return output.hexadecimal();
    }
  }

  /** SHA-256 of what a source writes, in hexadecimal. */
  public static String digest(DataSetSource source) throws IOException {
    DigestOutput output = new DigestOutput();
    source.content().writeTo(output);
    return output.hexadecimal();
  }

  /** Digests of several files by SOP Instance UID. */
  public static Map<String, String> digests(Iterable<Path> files) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (Path path : files) {
      digests.put(DataSetSource.of(path).sopInstanceUid(), digest(path));
    }
    return digests;
  }

  /** Digests of several sources by SOP Instance UID. */
  public static Map<String, String> digestsOf(Iterable<DataSetSource> sources) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (DataSetSource source : sources) {
      digests.put(source.sopInstanceUid(), digest(source));
    }
    return digests;
  }

  /** The bytes that a source writes. */
  public static byte[] bytes(DataSetSource source) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    source.content().writeTo(output);
    return output.toByteArray();
  }

  /** Hashes what is written to it. */
  private static final class DigestOutput extends OutputStream {
    private final MessageDigest digest = sha256();

    @Override
    public void write(int value) {
      digest.update((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    String hexadecimal() {
      return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
