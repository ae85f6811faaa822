package org.sealgate.vault.store;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Keeps buffers of finished writers and readers for the next ones. It never makes anyone wait: when
 * it is empty a new set is made, when it is full one is dropped.
 */
final class ChunkBufferPool {

  private static final int MAXIMUM_KEPT = 32;

  private final int chunkLength;
  private final ArrayBlockingQueue<ChunkBuffers> kept = new ArrayBlockingQueue<>(MAXIMUM_KEPT);

  ChunkBufferPool(int chunkLength) {
    this.chunkLength = chunkLength;
  }

  int chunkLength() {
    return chunkLength;
  }

  ChunkBuffers take() {
    ChunkBuffers buffers = kept.poll();
    return buffers == null ? new ChunkBuffers(chunkLength) : buffers;
  }

  /** Takes back buffers, whose plaintext is overwritten; those of another length are dropped. */
  void giveBack(ChunkBuffers buffers) {
    Arrays.fill(buffers.plaintext, (byte) 0);
    if (buffers.plaintext.length == chunkLength) {
      kept.offer(buffers);
    }
  }
}
