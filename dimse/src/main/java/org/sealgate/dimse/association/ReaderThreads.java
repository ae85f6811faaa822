package org.sealgate.dimse.association;

/** Which threads read associations, and with how big a buffer. */
final class ReaderThreads {
  private ReaderThreads() {}

  static Thread start(String name, Runnable reader) {
    return Thread.ofVirtual().name(name).start(reader);
  }

  /** Room for one whole PDU and what the socket has beyond it. */
  static int receiveBufferLength(AssociationLimits limits) {
    return Math.clamp(limits.maximumPduLength() * 2L, 64 << 10, 512 << 10);
  }
}
