package org.sealgate.scp.retrieve;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The first bytes of an instance, held in memory up to a limit until the verdict is known. Used by
 * one thread at a time.
 */
final class HeldBytes implements AutoCloseable {
  private static final int BLOCK = 256 * 1024;

  private final MemoryBudget budget;
  private final long limit;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private long size;

  HeldBytes(MemoryBudget budget, long limit) {
    this.budget = budget;
    this.limit = limit;
  }

  /** Copies the bytes, unless that would exceed this instance's limit or the budget of all. */
  boolean tryAppend(ByteBuffer bytes) {
    if (size + bytes.remaining() > limit || !makeRoom(bytes.remaining())) {
      return false;
    }
    size += bytes.remaining();
    ByteBuffer rest = bytes.duplicate();
    while (rest.hasRemaining()) {
      ByteBuffer block = blocks.stream().filter(ByteBuffer::hasRemaining).findFirst().orElseThrow();
      int count = Math.min(rest.remaining(), block.remaining());
      block.put(rest.slice(rest.position(), count));
      rest.position(rest.position() + count);
    }
    return true;
  }

  private boolean makeRoom(int bytes) {
    long room = (long) blocks.size() * BLOCK - size;
    while (room < bytes) {
      if (!budget.tryTake(BLOCK)) {
        return false;
      }
      blocks.add(ByteBuffer.allocate(BLOCK));
      room += BLOCK;
    }
    return true;
  }

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
    budget.giveBack((long) blocks.size() * BLOCK);
    blocks.clear();
    size = 0;
  }
}
