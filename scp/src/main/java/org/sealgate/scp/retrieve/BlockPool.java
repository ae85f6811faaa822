package org.sealgate.scp.retrieve;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory that all retrievals together may hold instances in: direct blocks, which leave through
 * a socket without a copy, made when they are first needed and used again after that. Safe for use
 * by many threads.
 */
final class BlockPool {
  /** Bytes of a block. */
  static final int BLOCK = 256 * 1024;

  private final AtomicInteger toBeMade;
  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  /**
   * @param bytes in all; less than a block of it is of no use
   */
  BlockPool(long bytes) {
    this.toBeMade = new AtomicInteger((int) Math.min(Integer.MAX_VALUE, bytes / BLOCK));
  }

  /**
   * An empty block if there is one left; never waits, so that no two retrievals wait for each
   * other.
   */
  Optional<ByteBuffer> tryTake() {
    ByteBuffer block = free.poll();
    if (block == null && toBeMade.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      block = ByteBuffer.allocateDirect(BLOCK);
    }
    return Optional.ofNullable(block).map(ByteBuffer::clear);
  }

  void giveBack(ByteBuffer block) {
    free.add(block);
  }
}
