package org.sealgate.vault.index;

import org.jspecify.annotations.Nullable;

/**
 * Why a delivery did not succeed.
 *
 * @param status with which the destination answered, null if it did not
 * @param error for a person to read; cut to {@value #MAXIMUM_LENGTH} characters
 */
public record FailedAttempt(@Nullable Integer status, String error) {

  /** Longest error text that is kept, in characters. */
  public static final int MAXIMUM_LENGTH = 2000;

  /** Cuts the text. */
  public FailedAttempt {
    error = error.length() > MAXIMUM_LENGTH ? error.substring(0, MAXIMUM_LENGTH) : error;
  }
}
