package org.sealgate.vault.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sealgate.vault.ObjectId;

/**
 * An instance that is about to be indexed; all of it can be rebuilt from the object's manifest.
 *
 * @param objectId the durable object
 * @param attributes under which it is found
 * @param size bytes of the payload, plaintext
 * @param source AE title of the peer that sent it
 * @param receivedAt cut to microseconds
 * @param fingerprint its digests
 * @param leaf its log leaf
 */
public record NewInstance(
    ObjectId objectId,
    InstanceAttributes attributes,
    long size,
    String source,
    Instant receivedAt,
    FingerprintDigests fingerprint,
    EncodedLeaf leaf) {

  /** Checks the size and cuts the time to what is stored. */
  public NewInstance {
    if (size < 0) {
      throw new IllegalArgumentException("size %d is negative".formatted(size));
    }
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The instance UID. */
  public String instanceUid() {
    return attributes.instanceUid();
  }
}
