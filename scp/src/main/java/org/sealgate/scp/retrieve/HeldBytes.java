package org.sealgate.scp.retrieve;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first bytes of an instance, held in memory up to a limit until the verdict is known. Used by
 * one thread at a time.
 */
final class HeldBytes implements AutoCloseable {
  private final BlockPool pool;
  private final long limit;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private long size;

  /**
   * @param limit most bytes of one instance
   */
  HeldBytes(BlockPool pool, long limit) {
    this.pool = pool;
    this.limit = limit;
  }

  /**
   * Copies the bytes, unless that would exceed this instance's limit or the memory of all; then
   * none are taken.
   */
  boolean tryAppend(ByteBuffer bytes) {
    if (size + bytes.remaining() > limit || !makeRoom(bytes.remaining())) {
      return false;
    }
    ByteBuffer rest = bytes.duplicate();
    while (rest.hasRemaining()) {
      ByteBuffer block = blocks.get((int) (size / BlockPool.BLOCK));
      int count = Math.min(rest.remaining(), block.remaining());
      block.put(rest.slice(rest.position(), count));
      rest.position(rest.position() + count);
      size += count;
    }
    return true;
  }

  private boolean makeRoom(int bytes) {
    while ((long) blocks.size() * BlockPool.BLOCK - size < bytes) {
      Optional<ByteBuffer> block = pool.tryTake();
      if (block.isEmpty()) {
        return false;
      }
      blocks.add(block.get());
    }
    return true;
  }

  /** Bytes held. */
  long size() {
    return size;
  }

  /** The bytes held, in order. */
  List<ByteBuffer> content() {
    return blocks.stream()
        .map(block -> block.duplicate().flip())
        .filter(ByteBuffer::hasRemaining)
        .toList();
  }

  @Override
  public void close() {
    blocks.forEach(pool::giveBack);
    blocks.clear();
    size = 0;
  }
}
