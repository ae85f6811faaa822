package org.sealgate.testdicom.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.sealgate.dimse.data.DataElement;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.WriterOptions;

/** Writes generated instances: the attributes before Pixel Data, frame by frame, the rest. */
final class InstanceWriter {
  /** A private class UID under 2.25 of this generator. */
  private static final String IMPLEMENTATION_CLASS_UID = Uids.of(0, "implementation class");

  private static final String IMPLEMENTATION_VERSION_NAME = "SEALGATE_GEN_1";
  private static final int UNDEFINED_LENGTH = -1;

  private final Encoding encoding;
  private final TransferSyntax syntax;

  InstanceWriter(Encoding encoding) {
    this.encoding = encoding;
    this.syntax = encoding.transferSyntax();
    boolean runLength = syntax.uid().equals(TransferSyntax.RLE_LOSSLESS.uid());
    if (syntax.encapsulated() && !runLength) {
      throw new IllegalArgumentException("transferSyntax: " + syntax + " is written as files only");
    }
  }

  void writeFile(GeneratedInstance instance, OutputStream output) throws IOException {
    FileMetaInformation meta =
        FileMetaInformation.create(
            instance.sopClassUid(),
            instance.sopInstanceUid(),
            syntax,
            IMPLEMENTATION_CLASS_UID,
            IMPLEMENTATION_VERSION_NAME);
    DicomFile.writeHeader(output, meta);
    writeDataSet(instance, output);
  }

  void writeDataSet(GeneratedInstance instance, OutputStream output) throws IOException {
    if (syntax.deflated()) {
      writeDeflated(instance, output);
    } else {
      writeElements(instance, syntax, output);
    }
  }

  /** A deflated data set is Explicit VR Little Endian inside and padded to even length (A.5). */
  private void writeDeflated(GeneratedInstance instance, OutputStream output) throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(output, deflater);
      writeElements(instance, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, deflated);
      deflated.finish();
      if (deflater.getBytesWritten() % 2 != 0) {
        output.write(0);
      }
    } finally {
      deflater.end();
    }
  }

  private void writeElements(GeneratedInstance instance, TransferSyntax as, OutputStream output)
      throws IOException {
    DataSet before = new DataSet();
    DataSet after = new DataSet();
    for (DataElement element : instance.attributes()) {
      boolean earlier = Integer.compareUnsigned(element.tag(), Tag.PIXEL_DATA) < 0;
      (earlier ? before : after).put(element);
    }
    DataSetWriter.write(before, as, encoding.writerOptions(), output);
    writePixelData(instance.pixels(), as, output);
    WriterOptions plain = new WriterOptions(encoding.lengths(), encoding.lengths(), false);
    DataSetWriter.write(after, as, plain, output);
  }

  private static void writePixelData(FrameSource pixels, TransferSyntax as, OutputStream output)
      throws IOException {
    if (as.encapsulated()) {
      writeFragments(pixels, output);
    } else {
      writeNative(pixels, as, output);
    }
  }

  private static void writeNative(FrameSource pixels, TransferSyntax as, OutputStream output)
      throws IOException {
    ImageLayout layout = pixels.layout();
    long padding = layout.length() % 2;
    output.write(pixelDataHeader(as, layout, (int) (layout.length() + padding)));
    for (int i = 0; i < layout.frames(); i++) {
      byte[] frame = pixels.frame(i);
      if (as.bigEndian() && layout.bitsAllocated() == Short.SIZE) {
        swap(frame);
      }
      output.write(frame);
    }
    output.write(new byte[(int) padding]);
  }

  /**
   * One fragment a frame after an empty Basic Offset Table (A.4), so that no frame has to be known
   * before it is written.
   */
  private static void writeFragments(FrameSource pixels, OutputStream output) throws IOException {
    output.write(pixelDataHeader(TransferSyntax.RLE_LOSSLESS, pixels.layout(), UNDEFINED_LENGTH));
    output.write(itemHeader(Tag.ITEM, 0));
    for (int i = 0; i < pixels.layout().frames(); i++) {
      byte[] fragment = RunLengthEncoder.encode(pixels.frame(i), pixels.layout());
      output.write(itemHeader(Tag.ITEM, fragment.length));
      output.write(fragment);
    }
    output.write(itemHeader(Tag.SEQUENCE_DELIMITATION_ITEM, 0));
  }

  /**
   * Tag, value representation and 32-bit length. OW for native pixels of 16 bits and all implicit
   * ones, OB for encapsulated ones and those of 8 bits (A.1 to A.4).
   */
  private static byte[] pixelDataHeader(TransferSyntax as, ImageLayout layout, int length) {
    ByteBuffer header = ByteBuffer.allocate(as.explicitValueRepresentation() ? 12 : 8);
    header.order(as.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    header
        .putShort((short) Tag.group(Tag.PIXEL_DATA))
        .putShort((short) Tag.element(Tag.PIXEL_DATA));
    if (as.explicitValueRepresentation()) {
      boolean words = !as.encapsulated() && layout.bitsAllocated() > Byte.SIZE;
      header.put((byte) 'O').put((byte) (words ? 'W' : 'B')).putShort((short) 0);
    }
    return header.putInt(length).array();
  }

  private static byte[] itemHeader(int tag, int length) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) Tag.group(tag))
        .putShort((short) Tag.element(tag))
        .putInt(length)
        .array();
  }

  private static void swap(byte[] frame) {
    for (int i = 0; i + 1 < frame.length; i += 2) {
      byte low = frame[i];
      frame[i] = frame[i + 1];
      frame[i + 1] = low;
    }
  }
}
