package org.sealgate.vault.index;

import java.time.Instant;

/** Where a new instance has to go, or has already gone while it was received. */
public sealed interface NewDelivery {

  /** Name of the peer. */
  String destination();

  /**
   * Still to be sent.
   *
   * @param destination name of the peer
   * @param nextAttemptAt not before this; in the future while the receiver itself is sending it, so
   *     that it is taken up by another only if this process ends
   */
  record Pending(String destination, Instant nextAttemptAt) implements NewDelivery {}

  /**
   * Already confirmed by the destination.
   *
   * @param destination name of the peer
   * @param status with which it answered
   * @param deliveredAt when it answered
   */
  record Delivered(String destination, int status, Instant deliveredAt) implements NewDelivery {}
}
