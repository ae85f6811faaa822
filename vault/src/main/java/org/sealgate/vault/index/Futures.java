package org.sealgate.vault.index;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for what the writer thread does. */
final class Futures {

  private Futures() {}

  /** The result, or the exception that the future completed with. */
  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IndexException cause) {
        throw new IndexException(String.valueOf(cause.getMessage()), cause);
      }
      throw e;
    }
  }
}
