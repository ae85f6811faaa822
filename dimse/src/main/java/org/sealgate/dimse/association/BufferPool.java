package org.sealgate.dimse.association;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps direct buffers of ended associations for the next ones: allocating one clears it and leaves
 * freeing it to the garbage collector, which is slow for a peer that opens an association per
 * image.
 */
final class BufferPool {
  static final BufferPool SHARED = new BufferPool(64 << 20);

  private final long maximumKept;
  private final AtomicLong kept = new AtomicLong();
  private final ConcurrentHashMap<Integer, ConcurrentLinkedQueue<ByteBuffer>> buffers =
      new ConcurrentHashMap<>();

  BufferPool(long maximumKept) {
    this.maximumKept = maximumKept;
  }

  /** A cleared direct buffer with stale content. */
  ByteBuffer take(int capacity) {
    ByteBuffer buffer = queue(capacity).poll();
    if (buffer == null) {
      return ByteBuffer.allocateDirect(capacity);
    }
    kept.addAndGet(-capacity);
    return buffer.clear();
  }

  /** Takes a buffer back that nobody uses any more; lets go of it if enough are kept. */
  void give(ByteBuffer buffer) {
    int capacity = buffer.capacity();
    if (kept.addAndGet(capacity) > maximumKept) {
      kept.addAndGet(-capacity);
    } else {
      queue(capacity).add(buffer);
    }
  }

  private ConcurrentLinkedQueue<ByteBuffer> queue(int capacity) {
    return buffers.computeIfAbsent(capacity, _ -> new ConcurrentLinkedQueue<>());
  }
}
