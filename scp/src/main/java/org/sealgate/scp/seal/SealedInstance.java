package org.sealgate.scp.seal;

import org.sealgate.chain.log.Leaf;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.vault.index.IndexedInstance;

/**
 * What came of sealing.
 *
 * @param indexed the instance as it is in the index
 * @param kind whether this was its first time
 */
public record SealedInstance(IndexedInstance indexed, Kind kind) {

  /** What a seal was to the ones before it. */
  public enum Kind {
    /** The first under its SOP Instance UID. */
    NEW,
    /** The same content was there already; nothing was added. */
    DUPLICATE,
    /** Other content was there under the same SOP Instance UID; this one is the next version. */
    CONFLICT
  }

  /** The leaf that was sealed. */
  public static Leaf leafOf(IndexedInstance indexed) {
    return Leaf.decode(indexed.instance().leaf().bytes());
  }

  /** The fingerprint that was sealed. */
  public static Fingerprint fingerprintOf(IndexedInstance indexed) {
    return Fingerprint.of(leafOf(indexed));
  }
}
