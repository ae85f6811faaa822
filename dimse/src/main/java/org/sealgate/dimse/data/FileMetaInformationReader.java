package org.sealgate.dimse.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the elements of group 0002 and nothing behind them. Their end is where the group ends: the
 * group length is wrong in too many files to rely on it.
 */
final class FileMetaInformationReader {
  private static final int GROUP = 0x0002;
  private static final int MAXIMUM_LENGTH = 1 << 20;

  private final BufferedInputStream stream;
  private final ByteArrayOutputStream elements = new ByteArrayOutputStream();
  private final ElementEncoding encoding = ElementEncoding.EXPLICIT_LITTLE_ENDIAN;

  FileMetaInformationReader(BufferedInputStream stream) {
    this.stream = stream;
  }

  DataSet read() throws IOException {
    while (startsWithGroup(stream)) {
      readElement();
    }
    return DataSetReader.read(
        ByteBuffer.wrap(elements.toByteArray()), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** Bytes of the group as far as it was read. */
  int length() {
    return elements.size();
  }

  static boolean startsWithGroup(BufferedInputStream stream) throws IOException {
    stream.mark(2);
    byte[] group = stream.readNBytes(2);
    stream.reset();
    return group.length == 2 && (group[0] & 0xFF) == GROUP && group[1] == 0;
  }

  private void readElement() throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(ElementEncoding.LONG_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    fill(header, ElementEncoding.SHORT_HEADER_LENGTH);
    int headerLength = encoding.headerLength(header, 0);
    fill(header, headerLength);
    int tag = encoding.tag(header, 0);
    long length = encoding.valueLength(header, 0, headerLength, tag);
    if (length < 0 || elements.size() + length > MAXIMUM_LENGTH) {
      throw new DataSetFormatException(
          tag,
          elements.size(),
          "expected File Meta Information of at most " + MAXIMUM_LENGTH + " bytes");
    }
    append(header, tag, (int) length);
  }

  private void append(ByteBuffer header, int tag, int length) throws IOException {
    byte[] value = stream.readNBytes(length);
    if (value.length < length) {
      throw new DataSetFormatException(
          tag,
          elements.size(),
          "expected a value of " + length + " bytes, found the end of the file");
    }
    elements.write(header.array(), header.arrayOffset(), header.position());
    elements.writeBytes(value);
  }

  private void fill(ByteBuffer header, int length) throws IOException {
    byte[] bytes = stream.readNBytes(length - header.position());
    header.put(bytes);
    if (header.position() < length) {
      throw new DataSetFormatException(
          0,
          elements.size(),
          "expected an element of the File Meta Information, found the end of the file");
    }
  }
}
