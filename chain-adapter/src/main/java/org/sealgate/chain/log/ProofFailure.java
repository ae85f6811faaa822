package org.sealgate.chain.log;

/** Why a proof does not hold. */
public enum ProofFailure {
  /** The leaf's position is not below the tree's size. */
  INDEX_OUT_OF_RANGE,
  /** The sizes of a consistency proof are not in order. */
  SIZES_OUT_OF_ORDER,
  /** The path has fewer hashes than the tree's shape asks for. */
  PATH_TOO_SHORT,
  /** The path has more hashes than the tree's shape asks for. */
  PATH_TOO_LONG,
  /** The path leads to another root than the (new) tree's. */
  ROOT_MISMATCH,
  /** The path leads to another root than the old tree's. */
  OLD_ROOT_MISMATCH
}
