package org.sealgate.chain.log;

import java.util.Base64;

/**
 * The head of a log (C2SP tlog-checkpoint).
 *
 * @param origin the log's name
 * @param size the number of leaves
 * @param root the RFC 6962 tree hash of these leaves
 */
public record Checkpoint(String origin, long size, Digest root) {
  /** Refuses an origin that could not stand in a note, and a negative size. */
  public Checkpoint {
    LogIdentity.requireOrigin(origin);
    if (size < 0) {
      throw new IllegalArgumentException("size is negative: " + size);
    }
  }

  /** The text that is signed: origin, size and base64 root, a line each, each line ended by LF. */
  public String body() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
  }
}
