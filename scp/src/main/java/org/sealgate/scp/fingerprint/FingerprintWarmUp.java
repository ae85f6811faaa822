package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/**
 * Has the virtual machine compile the fingerprint of a large value before the first images come;
 * SHA-256 runs in hardware only then. What is compiled goes by the number of calls, hence many
 * small pieces.
 */
public final class FingerprintWarmUp {
  private static final int PIECES = 8_000;
  private static final int PIECE = 1024;

  private FingerprintWarmUp() {}

  /**
   * Fingerprints black pixels.
   *
   * @param isWanted asked before each piece; when false, this ends
   * @return how many pieces were fed
   */
  public static int run(BooleanSupplier isWanted) throws DataSetFormatException {
    FingerprintCalculator calculator =
        new FingerprintCalculator(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new DataSetHandler() {});
    calculator.feed(pixelDataHeader());
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    int pieces = 0;
    while (pieces < PIECES && isWanted.getAsBoolean()) {
      calculator.feed(piece.duplicate());
      pieces++;
    }
    return pieces;
  }

  /** Pixel Data (7FE0,0010), OW, in Explicit VR Little Endian (PS3.5 7.1.2). */
  private static ByteBuffer pixelDataHeader() {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (Tag.PIXEL_DATA >>> 16))
        .putShort((short) Tag.PIXEL_DATA)
        .put((byte) 'O')
        .put((byte) 'W')
        .putShort((short) 0)
        .putInt(PIECES * PIECE)
        .flip();
  }
}
