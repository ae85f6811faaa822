package org.sealgate.dimse.association;

import java.io.IOException;

/** A data set that should be held in memory is longer than allowed. The association goes on. */
public final class DataSetTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  DataSetTooLongException(long length, int limit) {
    super("Data set has %d bytes; at most %d may be held in memory".formatted(length, limit));
  }
}
