package org.sealgate.chain.anchor;

import java.util.List;

/**
 * What the endpoints said to a transaction.
 *
 * @param accepted how many took it or had it already
 * @param errors what the others said, each with its endpoint
 */
public record BroadcastResult(int accepted, List<String> errors) {
  /** Copies the errors. */
  public BroadcastResult {
    errors = List.copyOf(errors);
  }
}
