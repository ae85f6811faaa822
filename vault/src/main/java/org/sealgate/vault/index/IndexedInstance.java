package org.sealgate.vault.index;

import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/**
 * An instance in the index.
 *
 * @param sequence its place in the order of receipt; grows, with gaps
 * @param version 1 for the first object of its instance UID, 2 for the next
 * @param instance what was added
 * @param leafIndex its leaf's index in the log, null until logged
 */
public record IndexedInstance(
    long sequence, int version, NewInstance instance, @Nullable Long leafIndex) {

  /** The object. */
  public ObjectId objectId() {
    return instance.objectId();
  }

  /** The instance UID. */
  public String instanceUid() {
    return instance.instanceUid();
  }
}
