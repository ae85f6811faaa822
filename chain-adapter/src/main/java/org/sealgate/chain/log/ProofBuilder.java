package org.sealgate.chain.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Roots and proofs computed from complete nodes, as RFC 9162 section 2.1 defines them. */
final class ProofBuilder {
  /** Gives the complete node of a height at an index: the hash of leaves index·2^height and on. */
  interface Nodes {
    Digest node(int height, long index) throws IOException;
  }

  private final Nodes nodes;

  ProofBuilder(Nodes nodes) {
    this.nodes = nodes;
  }

  /** MTH(D[0:size]). */
  Digest root(long size) throws IOException {
    return size == 0 ? MerkleHashing.emptyRoot() : subtree(0, size);
  }

  /**
   * The hash of leaves begin to end, where begin is a multiple of the power of two not below the
   * count.
   */
  private Digest subtree(long begin, long end) throws IOException {
    long count = end - begin;
    if (Long.bitCount(count) == 1) {
      int height = Long.numberOfTrailingZeros(count);
      return nodes.node(height, begin >> height);
    }
    long split = begin + split(count);
    return MerkleHashing.nodeHash(subtree(begin, split), subtree(split, end));
  }

  /** The largest power of two below {@code count}. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  /** PATH(index, D[0:size]), section 2.1.3.1. */
  List<Digest> inclusion(long index, long size) throws IOException {
    List<Digest> path = new ArrayList<>();
    long begin = 0;
    long end = size;
    while (end - begin > 1) {
      long split = begin + split(end - begin);
      if (index < split) {
        path.addFirst(subtree(split, end));
        end = split;
      } else {
        path.addFirst(subtree(begin, split));
        begin = split;
      }
    }
    return path;
  }

  /** PROOF(oldSize, D[0:newSize]), section 2.1.4.1; 0 &lt; oldSize &lt;= newSize. */
  List<Digest> consistency(long oldSize, long newSize) throws IOException {
    List<Digest> path = new ArrayList<>();
    long begin = 0;
    long end = newSize;
    boolean wholeOldTree = true;
    while (oldSize != end) {
      long split = begin + split(end - begin);
      if (oldSize <= split) {
        path.addFirst(subtree(split, end));
        end = split;
      } else {
        path.addFirst(subtree(begin, split));
        begin = split;
        wholeOldTree = false;
      }
    }
    if (!wholeOldTree) {
      path.addFirst(subtree(begin, end));
    }
    return path;
  }
}
