package org.sealgate.chain.log;

import java.util.List;

/**
 * Proves that a leaf is in a tree (RFC 9162 section 2.1.3).
 *
 * @param index the leaf's zero-based position
 * @param size the number of leaves of the tree
 * @param path the siblings on the way from the leaf to the root, the leaf's own first
 */
public record InclusionProof(long index, long size, List<Digest> path) {
  /** Copies the path. */
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Checks the proof as RFC 9162 section 2.1.3.2 says, against the root of the tree. */
  public ProofResult verify(Digest leafHash, Digest root) {
    if (index < 0 || index >= size) {
      return ProofResult.invalid(
          ProofFailure.INDEX_OUT_OF_RANGE,
          "index " + index + " is not in a tree of " + size + " leaves");
    }
    long position = index;
    long last = size - 1;
    Digest hash = leafHash;
    for (Digest sibling : path) {
      if (last == 0) {
        return ProofResult.invalid(
            ProofFailure.PATH_TOO_LONG, "the path of " + path.size() + " hashes is too long");
      }
      if ((position & 1) == 1 || position == last) {
        hash = MerkleHashing.nodeHash(sibling, hash);
        // A right-most node without sibling moves up unchanged until it is a right child.
        int lift = (position & 1) == 1 ? 0 : Long.numberOfTrailingZeros(position);
        position >>>= lift;
        last >>>= lift;
      } else {
        hash = MerkleHashing.nodeHash(hash, sibling);
      }
      position >>>= 1;
      last >>>= 1;
    }
    return conclude(last, hash, root);
  }

  private ProofResult conclude(long last, Digest hash, Digest root) {
    if (last != 0) {
      return ProofResult.invalid(
          ProofFailure.PATH_TOO_SHORT, "the path of " + path.size() + " hashes is too short");
    }
    if (!hash.equals(root)) {
      return ProofResult.invalid(
          ProofFailure.ROOT_MISMATCH, "the path leads to root " + hash + ", not to " + root);
    }
    return ProofResult.valid();
  }
}
