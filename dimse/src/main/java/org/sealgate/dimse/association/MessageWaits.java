package org.sealgate.dimse.association;

import java.util.concurrent.TimeUnit;

/**
 * How long a peer has kept this side waiting inside the message that is being received. Waits add
 * up; a PDU that came makes up for the time that it would take at the minimum rate, and for no more
 * than was waited, so that a quick beginning pays for no long silence later.
 *
 * <p>The reader thread writes, any thread may read.
 */
final class MessageWaits {
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int minimumRate;
  private volatile long nanos;
  private long pduLength;

  /**
   * Begins without a message.
   *
   * @param minimumRate in bytes per second
   */
  MessageWaits(int minimumRate) {
    this.minimumRate = minimumRate;
  }

  /** The message has ended. */
  void clear() {
    nanos = 0;
    pduLength = 0;
  }

  /** The peer was waited for. */
  void add(long waited) {
    nanos = nanos() + waited;
  }

  /** The PDU before has come to its end, and one of so many bytes begins. */
  void pduBegan(long length) {
    nanos = Math.max(0, nanos() - pduLength * NANOS_PER_SECOND / minimumRate);
    pduLength = length;
  }

  /** The time that the peer has not made up for. */
  long nanos() {
    return nanos;
  }
}
