package org.sealgate.vault.index;

import org.sealgate.vault.ObjectId;

/**
 * The place that an object's leaf got in the log.
 *
 * @param objectId the object
 * @param leafIndex from 0
 */
public record LoggedLeaf(ObjectId objectId, long leafIndex) {

  /** Refuses a negative index. */
  public LoggedLeaf {
    if (leafIndex < 0) {
      throw new IllegalArgumentException("leaf index %d is negative".formatted(leafIndex));
    }
  }
}
