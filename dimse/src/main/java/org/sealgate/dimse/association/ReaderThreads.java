package org.sealgate.dimse.association;

/**
 * Which threads read associations, and with how big a buffer. Platform threads: a virtual one parks
 * in the poller between two reads, which costs a bulk transfer 10 to 25 % of its time; the limits
 * on associations bound their number.
 */
final class ReaderThreads {
  private ReaderThreads() {}

  static Thread start(String name, Runnable reader) {
    return Thread.ofPlatform().daemon().name(name).start(reader);
  }

  /** Room for one whole PDU and what the socket has beyond it. */
  static int receiveBufferLength(AssociationLimits limits) {
    return Math.clamp(limits.maximumPduLength() * 2L, 64 << 10, 512 << 10);
  }
}
