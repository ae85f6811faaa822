package org.sealgate.scp.fingerprint;

import static org.sealgate.scp.fingerprint.EncodedDataSet.BIG_ENDIAN;
import static org.sealgate.scp.fingerprint.EncodedDataSet.EXPLICIT;
import static org.sealgate.scp.fingerprint.EncodedDataSet.IMPLICIT;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.chain.log.Digest;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.TransferSyntax;

/** Fingerprints of encoded data sets. */
final class TestFingerprints {
  private static final DataSetHandler NOBODY = new DataSetHandler() {};

  private TestFingerprints() {}

  static Fingerprint of(TransferSyntax syntax, byte[] dataSet) throws DataSetFormatException {
    return of(syntax, dataSet, Math.max(1, dataSet.length));
  }

  /** Fed in pieces of a size, from direct buffers as they come off the wire. */
  static Fingerprint of(TransferSyntax syntax, byte[] dataSet, int piece)
      throws DataSetFormatException {
    FingerprintCalculator calculator = new FingerprintCalculator(syntax, NOBODY);
    ByteBuffer buffer = ByteBuffer.allocateDirect(piece);
    for (int start = 0; start < dataSet.length; start += piece) {
      buffer.clear().put(dataSet, start, Math.min(piece, dataSet.length - start)).flip();
      calculator.feed(buffer);
    }
    return calculator.finish();
  }

  static Digest canonical(TransferSyntax syntax, EncodedDataSet.Content content)
      throws DataSetFormatException {
    return of(syntax, EncodedDataSet.of(syntax, content)).canonical();
  }

  /** In every native transfer syntax, with defined and with undefined lengths. */
  static List<Fingerprint> everyEncoding(EncodedDataSet.Content content)
      throws DataSetFormatException {
    List<Fingerprint> found = new ArrayList<>();
    for (TransferSyntax syntax : List.of(IMPLICIT, EXPLICIT, BIG_ENDIAN)) {
      for (boolean undefinedLengths : new boolean[] {false, true}) {
        found.add(of(syntax, EncodedDataSet.of(syntax, undefinedLengths, content)));
      }
    }
    return found;
  }
}
