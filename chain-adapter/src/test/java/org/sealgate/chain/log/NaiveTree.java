package org.sealgate.chain.log;

import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 6962 section 2.1, word for word, to compare with. */
final class NaiveTree {
  private final List<Digest> leaves;

  NaiveTree(List<Digest> leaves) {
    this.leaves = leaves;
  }

  /** Leaf hashes that are easy to tell apart. */
  static List<Digest> leaves(int count) {
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(leaf(i));
    }
    return leaves;
  }

  static Digest leaf(long index) {
    return MerkleHashing.leafHash(
        Long.toString(index).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  Digest root(int size) {
    return root(leaves.subList(0, size));
  }

  private static Digest root(List<Digest> part) {
    if (part.isEmpty()) {
      return MerkleHashing.emptyRoot();
    }
    if (part.size() == 1) {
      return part.getFirst();
    }
    int k = Integer.highestOneBit(part.size() - 1);
    return MerkleHashing.nodeHash(root(part.subList(0, k)), root(part.subList(k, part.size())));
  }

  List<Digest> inclusion(int index, int size) {
    return inclusion(index, leaves.subList(0, size));
  }

  private static List<Digest> inclusion(int m, List<Digest> part) {
    if (part.size() == 1) {
      return new ArrayList<>();
    }
    int k = Integer.highestOneBit(part.size() - 1);
    List<Digest> left = part.subList(0, k);
    List<Digest> right = part.subList(k, part.size());
    List<Digest> path = m < k ? inclusion(m, left) : inclusion(m - k, right);
    path.add(root(m < k ? right : left));
    return path;
  }

  List<Digest> consistency(int oldSize, int newSize) {
    return subproof(oldSize, leaves.subList(0, newSize), true);
  }

  private static List<Digest> subproof(int m, List<Digest> part, boolean whole) {
    if (m == part.size()) {
      return whole ? new ArrayList<>() : new ArrayList<>(List.of(root(part)));
    }
    int k = Integer.highestOneBit(part.size() - 1);
    List<Digest> left = part.subList(0, k);
    List<Digest> right = part.subList(k, part.size());
    List<Digest> path = m <= k ? subproof(m, left, whole) : subproof(m - k, right, false);
    path.add(root(m <= k ? right : left));
    return path;
  }
}
