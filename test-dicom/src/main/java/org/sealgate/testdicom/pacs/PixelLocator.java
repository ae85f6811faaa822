package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.DataSetParser;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ParserLimits;
import org.sealgate.dimse.data.Tag;

/** Finds where in a data set the pixels are. */
final class PixelLocator implements DataSetHandler {
  private static final int CHUNK_LENGTH = 1 << 16;

  private @Nullable ElementHeader found;

  private PixelLocator() {}

  /**
   * Offset in bytes, from the start of the data set, of one byte of the Pixel Data value, or of the
   * first fragment if they are encapsulated.
   *
   * @param offset which byte; from the back if negative, -1 being the last
   * @throws IOException if there is no such byte, or the data set is deflated
   */
  static long locate(StoredInstance instance, long offset) throws IOException {
    if (instance.transferSyntax().deflated()) {
      throw new IOException("pixels of a deflated data set cannot be tampered with in place");
    }
    PixelLocator locator = new PixelLocator();
    try (InputStream stream = instance.openDataSet();
        DataSetParser parser =
            new DataSetParser(instance.transferSyntax(), locator, ParserLimits.DEFAULT)) {
      return locator.find(stream, parser, offset);
    }
  }

  private long find(InputStream stream, DataSetParser parser, long offset) throws IOException {
    byte[] chunk = new byte[CHUNK_LENGTH];
    for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
      parser.feed(ByteBuffer.wrap(chunk, 0, count));
      ElementHeader header = found;
      if (header != null) {
        return position(header, offset);
      }
    }
    throw new IOException("the instance has no Pixel Data to tamper with");
  }

  private static long position(ElementHeader header, long offset) throws IOException {
    long within = offset < 0 ? header.length() + offset : offset;
    if (within < 0 || within >= header.length()) {
      throw new IOException("byte " + offset + " is outside the " + header.length() + " of pixels");
    }
    return header.valueOffset() + within;
  }

  @Override
  public void element(ElementHeader header, ByteBuffer value) {
    note(header);
  }

  @Override
  public void largeValueStart(ElementHeader header) {
    note(header);
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer value) {
    noteFragment(index, header);
  }

  @Override
  public void largeFragmentStart(int index, ElementHeader header) {
    noteFragment(index, header);
  }

  private void note(ElementHeader header) {
    if (found == null && header.tag() == Tag.PIXEL_DATA && header.depth() == 0) {
      found = header;
    }
  }

  private void noteFragment(int index, ElementHeader header) {
    if (found == null && index == 1) {
      found = header;
    }
  }
}
