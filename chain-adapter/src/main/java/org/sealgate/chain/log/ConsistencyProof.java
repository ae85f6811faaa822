package org.sealgate.chain.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a tree is the beginning of a later one, so that nothing in it was changed or removed
 * (RFC 9162 section 2.1.4).
 *
 * @param oldSize the number of leaves of the earlier tree
 * @param newSize the number of leaves of the later tree
 * @param path the hashes as section 2.1.4.1 orders them
 */
public record ConsistencyProof(long oldSize, long newSize, List<Digest> path) {
  /** Copies the path. */
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /**
   * Checks the proof as RFC 9162 section 2.1.4.2 says. From the empty tree (oldSize 0) every tree
   * follows; its proof is empty, as is the proof between equal sizes.
   */
  public ProofResult verify(Digest oldRoot, Digest newRoot) {
    if (oldSize < 0 || oldSize > newSize) {
      return ProofResult.invalid(
          ProofFailure.SIZES_OUT_OF_ORDER,
          "a tree of " + oldSize + " leaves cannot precede " + newSize);
    }
    if (oldSize == newSize || oldSize == 0) {
      return verifyTrivial(oldRoot, newRoot);
    }
    return walk(oldRoot, newRoot);
  }

  private ProofResult verifyTrivial(Digest oldRoot, Digest newRoot) {
    if (!path.isEmpty()) {
      return tooLong();
    }
    Digest expected = oldSize == newSize ? newRoot : MerkleHashing.emptyRoot();
    return expected.equals(oldRoot) ? ProofResult.valid() : oldRootMismatch(expected, oldRoot);
  }

  private ProofResult walk(Digest oldRoot, Digest newRoot) {
    List<Digest> hashes = new ArrayList<>(path);
    if (Long.bitCount(oldSize) == 1) {
      hashes.addFirst(oldRoot);
    }
    if (hashes.isEmpty()) {
      return tooShort();
    }
    int lift = Long.numberOfTrailingZeros(oldSize);
    long position = (oldSize - 1) >>> lift;
    long last = (newSize - 1) >>> lift;
    Digest oldHash = hashes.getFirst();
    Digest newHash = hashes.getFirst();
    for (Digest sibling : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return tooLong();
      }
      if ((position & 1) == 1 || position == last) {
        oldHash = MerkleHashing.nodeHash(sibling, oldHash);
        newHash = MerkleHashing.nodeHash(sibling, newHash);
        int levels = (position & 1) == 1 ? 0 : Long.numberOfTrailingZeros(position);
        position >>>= levels;
        last >>>= levels;
      } else {
        newHash = MerkleHashing.nodeHash(newHash, sibling);
      }
      position >>>= 1;
      last >>>= 1;
    }
    return conclude(last, oldHash, newHash, oldRoot, newRoot);
  }

  private ProofResult conclude(
      long last, Digest oldHash, Digest newHash, Digest oldRoot, Digest newRoot) {
    if (last != 0) {
      return tooShort();
    }
    if (!oldHash.equals(oldRoot)) {
      return oldRootMismatch(oldHash, oldRoot);
    }
    if (!newHash.equals(newRoot)) {
      return ProofResult.invalid(
          ProofFailure.ROOT_MISMATCH, "the path leads to root " + newHash + ", not to " + newRoot);
    }
    return ProofResult.valid();
  }

  private static ProofResult oldRootMismatch(Digest found, Digest expected) {
    return ProofResult.invalid(
        ProofFailure.OLD_ROOT_MISMATCH,
        "the path leads to old root " + found + ", not to " + expected);
  }

  private ProofResult tooShort() {
    return ProofResult.invalid(
        ProofFailure.PATH_TOO_SHORT, "the path of " + path.size() + " hashes is too short");
  }

  private ProofResult tooLong() {
    return ProofResult.invalid(
        ProofFailure.PATH_TOO_LONG, "the path of " + path.size() + " hashes is too long");
  }
}
