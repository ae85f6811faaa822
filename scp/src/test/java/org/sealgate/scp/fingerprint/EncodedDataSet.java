package org.sealgate.scp.fingerprint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Encodes a data set element by element exactly as a test wants it, sound or not. Values are given
 * in little endian and swapped by their VR where the transfer syntax is big endian.
 */
final class EncodedDataSet {
  static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
  static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  static final TransferSyntax BIG_ENDIAN = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;

  /** Writes elements. */
  @FunctionalInterface
  interface Content {
    void writeTo(EncodedDataSet dataSet);
  }

  private static final int UNDEFINED = -1;
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final TransferSyntax syntax;
  private final boolean undefinedLengths;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private EncodedDataSet(TransferSyntax syntax, boolean undefinedLengths) {
    this.syntax = syntax;
    this.undefinedLengths = undefinedLengths;
  }

  /** The bytes of a data set whose sequences and items have defined lengths. */
  static byte[] of(TransferSyntax syntax, Content content) {
    return of(syntax, false, content);
  }

  static byte[] of(TransferSyntax syntax, boolean undefinedLengths, Content content) {
    EncodedDataSet dataSet = new EncodedDataSet(syntax, undefinedLengths);
    content.writeTo(dataSet);
    return dataSet.bytes.toByteArray();
  }

  EncodedDataSet text(int tag, String vr, String value) {
    return value(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  EncodedDataSet shorts(int tag, String vr, int... values) {
    ByteBuffer value = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : values) {
      value.putShort((short) number);
    }
    return value(tag, vr, value.array());
  }

  EncodedDataSet value(int tag, String vr, byte... littleEndian) {
    header(tag, vr, littleEndian.length);
    bytes.writeBytes(syntax.bigEndian() ? swapped(vr, littleEndian) : littleEndian);
    return this;
  }

  /** Bytes of whole elements as they are. */
  EncodedDataSet raw(byte[] elements) {
    bytes.writeBytes(elements);
    return this;
  }

  EncodedDataSet sequence(int tag, String vr, Content... items) {
    TransferSyntax within = vr.equals("UN") ? IMPLICIT : syntax;
    EncodedDataSet content = new EncodedDataSet(within, undefinedLengths);
    List.of(items).forEach(content::item);
    byte[] encoded = content.bytes.toByteArray();
    header(tag, vr, undefinedLengths ? UNDEFINED : encoded.length);
    bytes.writeBytes(encoded);
    if (undefinedLengths) {
      content.bytes.reset();
      content.delimiter(0xFFFEE0DD, 0);
      bytes.writeBytes(content.bytes.toByteArray());
    }
    return this;
  }

  private void item(Content content) {
    byte[] encoded = of(syntax, undefinedLengths, content);
    delimiter(0xFFFEE000, undefinedLengths ? UNDEFINED : encoded.length);
    bytes.writeBytes(encoded);
    if (undefinedLengths) {
      delimiter(0xFFFEE00D, 0);
    }
  }

  /** The first of the fragments is the Basic Offset Table. */
  EncodedDataSet fragments(int tag, String vr, byte[]... fragments) {
    header(tag, vr, UNDEFINED);
    for (byte[] fragment : fragments) {
      delimiter(0xFFFEE000, fragment.length);
      bytes.writeBytes(fragment);
    }
    delimiter(0xFFFEE0DD, 0);
    return this;
  }

  private void header(int tag, String vr, int length) {
    putTag(tag);
    if (!syntax.explicitValueRepresentation()) {
      putInt(length);
      return;
    }
    bytes.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    if (LONG_FORM.contains(vr)) {
      putShort(0);
      putInt(length);
    } else {
      putShort(length);
    }
  }

  private void delimiter(int tag, int length) {
    putTag(tag);
    putInt(length);
  }

  private void putTag(int tag) {
    putShort(tag >>> 16);
    putShort(tag);
  }

  private void putShort(int value) {
    bytes.writeBytes(
        ByteBuffer.allocate(Short.BYTES).order(order()).putShort((short) value).array());
  }

  private void putInt(int value) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(order()).putInt(value).array());
  }

  private ByteOrder order() {
    return syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static byte[] swapped(String vr, byte[] littleEndian) {
    int word = ValueRepresentation.of(vr).orElseThrow().wordLength();
    byte[] swapped = littleEndian.clone();
    for (int start = 0; start + word <= swapped.length; start += word) {
      for (int i = 0; i < word; i++) {
        swapped[start + i] = littleEndian[start + word - 1 - i];
      }
    }
    return swapped;
  }
}
