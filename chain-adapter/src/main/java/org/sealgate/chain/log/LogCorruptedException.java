package org.sealgate.chain.log;

import java.io.IOException;

/**
 * The log's files contradict each other or are damaged; says which file and what is wrong with it.
 */
public final class LogCorruptedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the file and the damage. */
  public LogCorruptedException(String message) {
    super(message);
  }
}
