package org.sealgate.testdicom.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealgate.dimse.data.LengthEncoding;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.WriterOptions;

/**
 * How instances are laid out as bytes.
 *
 * @param transferSyntax a native one, the deflated one, RLE Lossless, or one that a DCMTK tool
 *     compresses to: see {@link ExternalCompression}
 * @param lengths whether sequences and items have defined or undefined lengths
 * @param groupLengths whether groups begin with their (retired) length element
 */
public record Encoding(
    TransferSyntax transferSyntax, LengthEncoding lengths, boolean groupLengths) {
  /** Explicit VR Little Endian with defined lengths. */
  public static final Encoding DEFAULT = of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

  private static final int BUFFER_LENGTH = 1 << 16;

  /** Defined lengths, no group lengths. */
  public static Encoding of(TransferSyntax transferSyntax) {
    return new Encoding(transferSyntax, LengthEncoding.DEFINED, false);
  }

  /** The same with undefined lengths. */
  public Encoding withUndefinedLengths() {
    return new Encoding(transferSyntax, LengthEncoding.UNDEFINED, groupLengths);
  }

  /** The same as the choices of a {@link org.sealgate.dimse.data.DataSetWriter}. */
  WriterOptions writerOptions() {
    return new WriterOptions(lengths, lengths, groupLengths);
  }

  /** The same with group lengths. */
  public Encoding withGroupLengths() {
    return new Encoding(transferSyntax, lengths, true);
  }

  /**
   * Writes the data set of an instance, frame by frame.
   *
   * @throws IllegalArgumentException when the transfer syntax needs a tool that works on files
   */
  public void writeDataSet(GeneratedInstance instance, OutputStream output) throws IOException {
    new InstanceWriter(this).writeDataSet(instance, output);
  }

  /**
   * Writes an instance as a Part 10 file.
   *
   * @throws org.sealgate.testdicom.process.MissingToolException when a tool is needed to compress
   *     and is not installed
   */
  public void writeFile(GeneratedInstance instance, Path file) throws IOException {
    if (ExternalCompression.isNeeded(transferSyntax)) {
      ExternalCompression.writeFile(this, instance, file);
      return;
    }
    try (OutputStream output =
        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_LENGTH)) {
      new InstanceWriter(this).writeFile(instance, output);
    }
  }
}
