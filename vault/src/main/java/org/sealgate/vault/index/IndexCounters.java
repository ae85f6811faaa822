package org.sealgate.vault.index;

/**
 * How much is in the index.
 *
 * @param instances instances, every version counted
 * @param bytes sum of their sizes, plaintext
 * @param pending deliveries still to be made
 * @param delivered deliveries confirmed
 * @param dead deliveries given up
 * @param unlogged instances whose leaf is not in the log yet
 */
public record IndexCounters(
    long instances, long bytes, long pending, long delivered, long dead, long unlogged) {

  /** Nothing. */
  public static final IndexCounters ZERO = new IndexCounters(0, 0, 0, 0, 0, 0);

  /** The sum, field by field. */
  public IndexCounters plus(IndexCounters other) {
    return new IndexCounters(
        instances + other.instances,
        bytes + other.bytes,
        pending + other.pending,
        delivered + other.delivered,
        dead + other.dead,
        unlogged + other.unlogged);
  }
}
