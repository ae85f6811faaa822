package org.sealgate.dimse.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.ReaderOptions;
import org.sealgate.dimse.data.Transcoder;
import org.sealgate.dimse.data.TransferSyntax;

/** Transcoding: what comes out has the content of what went in. */
final class TranscoderProperty implements Property {
  static final List<TransferSyntax> SYNTAXES =
      List.of(
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
          TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

  @Override
  public void check(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    TransferSyntax source = SYNTAXES.get(input[0] & 3);
    TransferSyntax target = SYNTAXES.get(input[0] >> 2 & 3);
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      transcode(source, target, bytes, output);
    } catch (DataSetFormatException refused) {
      return;
    }
    compare(read(bytes, source), output.toByteArray(), target);
  }

  private static void transcode(
      TransferSyntax source, TransferSyntax target, byte[] bytes, ByteArrayOutputStream output)
      throws IOException {
    try (Transcoder transcoder =
        new Transcoder(source, target, piece -> append(piece, output), DataSetProperty.LIMITS)) {
      int middle = bytes.length / 3;
      transcoder.feed(ByteBuffer.wrap(bytes, 0, middle));
      transcoder.feed(ByteBuffer.wrap(bytes, middle, bytes.length - middle));
      transcoder.finish();
    }
  }

  private static void append(ByteBuffer piece, ByteArrayOutputStream output) {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    output.writeBytes(bytes);
  }

  private static void compare(DataSet expected, byte[] output, TransferSyntax target)
      throws IOException {
    try {
      DataSet actual = read(output, target);
      if (!SameContent.hasUnknownSequence(expected)) {
        SameContent.require(expected, actual, "transcoded to " + target);
      }
    } catch (DataSetFormatException unreadable) {
      if (!SameContent.hasUnknownSequence(expected)) {
        throw new AssertionError("transcoded to what is no data set: " + expected, unreadable);
      }
    }
  }

  private static DataSet read(byte[] bytes, TransferSyntax syntax) throws IOException {
    return DataSetReader.read(
        ByteBuffer.wrap(bytes), syntax, ReaderOptions.DEFAULT.withLimits(DataSetProperty.LIMITS));
  }
}
