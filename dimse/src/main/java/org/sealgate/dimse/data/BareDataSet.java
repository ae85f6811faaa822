package org.sealgate.dimse.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Guesses how a data set is encoded that comes without File Meta Information. */
final class BareDataSet {
  private static final int LOWEST_GROUP = 0x0004;

  /** Data sets of instances start with group 0008; a higher group first is no instance. */
  private static final int HIGHEST_GROUP = 0x0008;

  private BareDataSet() {}

  /** Looks at the first element, and leaves the stream where it is. */
  static TransferSyntax guessTransferSyntax(BufferedInputStream stream) throws IOException {
    stream.mark(ElementEncoding.SHORT_HEADER_LENGTH);
    ByteBuffer header = ByteBuffer.wrap(stream.readNBytes(ElementEncoding.SHORT_HEADER_LENGTH));
    stream.reset();
    if (header.remaining() == ElementEncoding.SHORT_HEADER_LENGTH) {
      for (ElementEncoding encoding : ElementEncoding.values()) {
        if (isPlausible(header.order(encoding.byteOrder()), encoding)) {
          return transferSyntax(encoding);
        }
      }
    }
    throw new DataSetFormatException(
        0,
        0,
        "expected a DICOM file: preamble and DICM, File Meta Information, or an element of group 0008");
  }

  private static boolean isPlausible(ByteBuffer header, ElementEncoding encoding) {
    int tag = encoding.tag(header, 0);
    boolean known = Tag.group(tag) >= LOWEST_GROUP && DataElementDictionary.find(tag).isPresent();
    boolean explicit = ValueRepresentation.lookUp(header.get(4), header.get(5)) != null;
    return known && Tag.group(tag) <= HIGHEST_GROUP && explicit == encoding.isExplicit();
  }

  private static TransferSyntax transferSyntax(ElementEncoding encoding) {
    return switch (encoding) {
      case IMPLICIT_LITTLE_ENDIAN -> TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
      case EXPLICIT_LITTLE_ENDIAN -> TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
      case EXPLICIT_BIG_ENDIAN -> TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
    };
  }
}
