package org.sealgate.scp.fingerprint;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.DataSetParser;
import org.sealgate.dimse.data.ParserLimits;
import org.sealgate.dimse.data.TransferSyntax;

/**
 * Computes the {@link Fingerprint} of a data set while its bytes pass, in one pass and in constant
 * memory. For one data set, used by one thread.
 */
public final class FingerprintCalculator {
  private static final ParserLimits LIMITS = ParserLimits.DEFAULT;

  private final DigestingHandler digests;
  private final DataSetParser parser;

  /**
   * Starts a data set.
   *
   * @param observer sees the same parse, for who needs attributes of the instance
   */
  public FingerprintCalculator(TransferSyntax transferSyntax, DataSetHandler observer) {
    this.digests = new DigestingHandler(transferSyntax);
    this.parser = new DataSetParser(transferSyntax, new TeeHandler(digests, observer), LIMITS);
  }

  /**
   * Takes the next bytes of the data set; all of the buffer is consumed.
   *
   * @throws DataSetFormatException if the bytes are no data set; see {@link OpaqueFingerprint}
   */
  public void feed(ByteBuffer bytes) throws DataSetFormatException {
    try {
      parser.feed(bytes);
    } catch (DataSetFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("digesting does no I/O", e);
    }
  }

  /**
   * Ends the data set.
   *
   * @throws DataSetFormatException if it ends in the middle of an element
   */
  public Fingerprint finish() throws DataSetFormatException {
    try {
      parser.finish();
    } catch (DataSetFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("digesting does no I/O", e);
    }
    return digests.fingerprint();
  }
}
