package org.sealgate.chain.log;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of the tree: every complete node that is not in a full tile on disk, by height. A
 * snapshot never changes; the next one shares its arrays and writes only behind what this one
 * shows, so readers need no lock. Only the newest snapshot may be appended to.
 *
 * <p>With {@code base} leaves in full tiles (a multiple of 256), the nodes of height 8L+r from
 * {@code ((base >> 8(L+1)) << 8) >> r} on are here: a leaf costs one hash, amortised, whatever the
 * size.
 */
final class TreeEdge {
  private static final int HEIGHTS = 64;

  final long size;
  final long base;
  private final byte[][] nodes;

  private TreeEdge(long size, long base, byte[][] nodes) {
    this.size = size;
    this.base = base;
    this.nodes = nodes;
  }

  /** The edge of a tree whose {@code base} leaves are all in tiles. */
  static TreeEdge load(long base, TileStore tiles) throws java.io.IOException {
    TreeEdge edge = new TreeEdge(base, base, emptyNodes());
    Hasher hasher = new Hasher();
    for (int height = TileStore.HEIGHT; base >> height > 0; height++) {
      long end = base >> height;
      boolean tileBoundary = height % TileStore.HEIGHT == 0;
      for (long index = first(base, height); index < end; index++) {
        edge.reserve(height, index + 1);
        if (tileBoundary) {
          // A node of height 8L is the root of the full tile below it.
          Digest left = tiles.node(height - 1, 2 * index);
          Digest right = tiles.node(height - 1, 2 * index + 1);
          MerkleHashing.nodeHash(left, right)
              .copyTo(edge.nodes[height], edge.offset(height, index));
        } else {
          edge.combine(hasher, height, index);
        }
      }
    }
    return edge;
  }

  private static byte[][] emptyNodes() {
    byte[][] nodes = new byte[HEIGHTS][];
    Arrays.fill(nodes, new byte[0]);
    return nodes;
  }

  private static long first(long base, int height) {
    int level = height / TileStore.HEIGHT;
    int tileHeight = TileStore.HEIGHT * (level + 1);
    return tileHeight >= HEIGHTS
        ? 0
        : ((base >> tileHeight) << TileStore.HEIGHT) >> (height % TileStore.HEIGHT);
  }

  /** True if the node is here; otherwise it is in a full tile. The node has to be complete. */
  boolean holds(int height, long index) {
    return index >= first(base, height);
  }

  Digest node(int height, long index) {
    return Digest.copyOf(nodes[height], offset(height, index));
  }

  private int offset(int height, long index) {
    return Math.toIntExact((index - first(base, height)) * Digest.LENGTH);
  }

  /** The edge after these leaves. */
  TreeEdge append(List<Digest> leafHashes) {
    TreeEdge next = new TreeEdge(size + leafHashes.size(), base, nodes.clone());
    next.reserve(0, next.size);
    int offset = offset(0, size);
    for (Digest leafHash : leafHashes) {
      leafHash.copyTo(next.nodes[0], offset);
      offset += Digest.LENGTH;
    }
    Hasher hasher = new Hasher();
    for (int height = 1; next.size >> height > 0; height++) {
      next.reserve(height, next.size >> height);
      for (long index = size >> height; index < next.size >> height; index++) {
        next.combine(hasher, height, index);
      }
    }
    return next;
  }

  private void combine(Hasher hasher, int height, long index) {
    hasher.node(
        nodes[height - 1], offset(height - 1, 2 * index), nodes[height], offset(height, index));
  }

  /**
   * Makes room for the nodes of this height below {@code end}; growing copies, for the readers'
   * sake.
   */
  private void reserve(int height, long end) {
    int needed = offset(height, end);
    if (needed > nodes[height].length) {
      nodes[height] = Arrays.copyOf(nodes[height], Math.max(needed, 2 * nodes[height].length));
    }
  }

  /** The edge when {@code newBase} leaves, a multiple of 256, are in full tiles. */
  TreeEdge rebase(long newBase) {
    byte[][] kept = emptyNodes();
    for (int height = 0; height < HEIGHTS && size >> height > 0; height++) {
      kept[height] =
          Arrays.copyOfRange(
              nodes[height],
              offset(height, first(newBase, height)),
              offset(height, size >> height));
    }
    return new TreeEdge(size, newBase, kept);
  }

  /** {@code count} neighbouring nodes of one height, 32 bytes each. */
  byte[] slice(int height, long from, int count) {
    int start = offset(height, from);
    return Arrays.copyOfRange(nodes[height], start, start + count * Digest.LENGTH);
  }

  /**
   * Hashes two neighbours in place of fresh objects: appending a million leaves needs a million
   * hashes.
   */
  private static final class Hasher {
    private final MessageDigest sha256 = MerkleHashing.sha256();

    void node(byte[] children, int childrenOffset, byte[] target, int targetOffset) {
      sha256.update(MerkleHashing.NODE_PREFIX);
      sha256.update(children, childrenOffset, 2 * Digest.LENGTH);
      try {
        sha256.digest(target, targetOffset, Digest.LENGTH);
      } catch (DigestException tooSmall) {
        throw new IllegalStateException("no room for 32 bytes", tooSmall);
      }
    }
  }
}
