package org.sealgate.chain.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Roots and proofs of the log against the definitions, and the verification functions against both.
 */
class MerkleProofTest {
  private static final int SIZES = 70;

  @TempDir Path directory;

  /**
   * The eight leaves and roots of the test vectors that Certificate Transparency's implementations
   * share.
   */
  @Test
  void root_shouldEqualVectorsOfCertificateTransparency() throws Exception {
    List<String> inputs =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    List<String> roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      assertThat(log.root(0).hex())
          .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
      for (int i = 0; i < inputs.size(); i++) {
        byte[] leaf = HexFormat.of().parseHex(inputs.get(i));
        assertThat(log.append(List.of(MerkleHashing.leafHash(leaf)))).isEqualTo(i);
        assertThat(log.root(i + 1).hex()).isEqualTo(roots.get(i));
      }
    }
  }

  @Test
  void inclusionProof_shouldEqualDefinitionAndVerifyForAllSmallTrees() throws Exception {
    NaiveTree naive = new NaiveTree(NaiveTree.leaves(SIZES));
    try (TransparencyLog log = filled(SIZES)) {
      for (int size = 1; size <= SIZES; size++) {
        Digest root = naive.root(size);
        assertThat(log.root(size)).isEqualTo(root);
        for (int index = 0; index < size; index++) {
          InclusionProof proof = log.inclusionProof(index, size);
          assertThat(proof.path()).isEqualTo(naive.inclusion(index, size));
          assertThat(proof.verify(NaiveTree.leaf(index), root).isValid()).isTrue();
        }
      }
    }
  }

  @Test
  void consistencyProof_shouldEqualDefinitionAndVerifyForAllSmallTrees() throws Exception {
    NaiveTree naive = new NaiveTree(NaiveTree.leaves(SIZES));
    try (TransparencyLog log = filled(SIZES)) {
      for (int newSize = 1; newSize <= SIZES; newSize++) {
        for (int oldSize = 1; oldSize <= newSize; oldSize++) {
          ConsistencyProof proof = log.consistencyProof(oldSize, newSize);
          assertThat(proof.path()).isEqualTo(naive.consistency(oldSize, newSize));
          assertThat(proof.verify(naive.root(oldSize), naive.root(newSize)).isValid()).isTrue();
        }
      }
    }
  }

  @Test
  void verifyInclusion_shouldRefuseEveryForgery() throws Exception {
    NaiveTree naive = new NaiveTree(NaiveTree.leaves(SIZES));
    for (int size = 1; size <= 33; size++) {
      Digest root = naive.root(size);
      for (int index = 0; index < size; index++) {
        List<Digest> path = naive.inclusion(index, size);
        Digest leaf = NaiveTree.leaf(index);
        for (long wrong = 0; wrong < size; wrong++) {
          if (wrong != index) {
            assertThat(new InclusionProof(wrong, size, path).verify(leaf, root).isValid())
                .isFalse();
          }
        }
        assertThat(failure(new InclusionProof(size, size, path).verify(leaf, root)))
            .isEqualTo(ProofFailure.INDEX_OUT_OF_RANGE);
        assertThat(failure(new InclusionProof(index, size, with(path, root)).verify(leaf, root)))
            .isEqualTo(ProofFailure.PATH_TOO_LONG);
        if (!path.isEmpty()) {
          List<Digest> truncated = path.subList(0, path.size() - 1);
          assertThat(failure(new InclusionProof(index, size, truncated).verify(leaf, root)))
              .isEqualTo(ProofFailure.PATH_TOO_SHORT);
          refuseChangedPaths(index, size, path, leaf, root);
        }
        assertThat(failure(new InclusionProof(index, size, path).verify(root, leaf)))
            .isEqualTo(size == 1 ? null : ProofFailure.ROOT_MISMATCH);
      }
    }
  }

  private static void refuseChangedPaths(
      int index, int size, List<Digest> path, Digest leaf, Digest root) {
    for (int i = 0; i < path.size(); i++) {
      List<Digest> changed = new ArrayList<>(path);
      byte[] bytes = path.get(i).bytes();
      bytes[31] ^= 1;
      changed.set(i, Digest.of(bytes));
      assertThat(failure(new InclusionProof(index, size, changed).verify(leaf, root)))
          .isEqualTo(ProofFailure.ROOT_MISMATCH);
      if (i > 0) {
        List<Digest> swapped = new ArrayList<>(path);
        swapped.set(i, path.get(i - 1));
        swapped.set(i - 1, path.get(i));
        assertThat(new InclusionProof(index, size, swapped).verify(leaf, root).isValid()).isFalse();
      }
    }
  }

  /**
   * A size that has the same path length and shape cannot be told by the path alone, but by the
   * root.
   */
  @Test
  void verifyInclusion_shouldRefuseOtherSizesRoot() throws Exception {
    NaiveTree naive = new NaiveTree(NaiveTree.leaves(SIZES));
    for (int size = 2; size <= 33; size++) {
      InclusionProof proof = new InclusionProof(0, size, naive.inclusion(0, size));
      assertThat(proof.verify(NaiveTree.leaf(0), naive.root(size - 1)).isValid()).isFalse();
      assertThat(proof.verify(NaiveTree.leaf(0), naive.root(size + 1)).isValid()).isFalse();
    }
  }

  /**
   * An inner node, offered as if it were a leaf, is refused because leaves and nodes hash
   * differently.
   */
  @Test
  void verifyInclusion_shouldRefuseNodeAsLeaf() {
    Digest left = NaiveTree.leaf(0);
    Digest right = NaiveTree.leaf(1);
    byte[] both = new byte[64];
    left.copyTo(both, 0);
    right.copyTo(both, 32);
    Digest root = MerkleHashing.nodeHash(left, right);
    InclusionProof proof = new InclusionProof(0, 1, List.of());
    assertThat(proof.verify(MerkleHashing.leafHash(both), root).isValid()).isFalse();
  }

  @Test
  void verifyConsistency_shouldRefuseEveryForgery() {
    NaiveTree naive = new NaiveTree(NaiveTree.leaves(SIZES));
    Digest other = NaiveTree.leaf(1_000_000);
    for (int newSize = 2; newSize <= 33; newSize++) {
      for (int oldSize = 1; oldSize < newSize; oldSize++) {
        List<Digest> path = naive.consistency(oldSize, newSize);
        Digest oldRoot = naive.root(oldSize);
        Digest newRoot = naive.root(newSize);
        ConsistencyProof proof = new ConsistencyProof(oldSize, newSize, path);
        assertThat(proof.verify(other, newRoot).isValid()).isFalse();
        assertThat(proof.verify(oldRoot, other).isValid()).isFalse();
        assertThat(
                failure(
                    new ConsistencyProof(oldSize, newSize, with(path, other))
                        .verify(oldRoot, newRoot)))
            .isEqualTo(ProofFailure.PATH_TOO_LONG);
        List<Digest> truncated = path.subList(0, path.size() - 1);
        assertThat(
                failure(new ConsistencyProof(oldSize, newSize, truncated).verify(oldRoot, newRoot)))
            .isEqualTo(ProofFailure.PATH_TOO_SHORT);
        assertThat(failure(new ConsistencyProof(newSize, oldSize, path).verify(oldRoot, newRoot)))
            .isEqualTo(ProofFailure.SIZES_OUT_OF_ORDER);
      }
    }
  }

  @Test
  void verifyConsistency_shouldTakeEqualTreesAndTheEmptyOne() {
    Digest root = NaiveTree.leaf(0);
    assertThat(new ConsistencyProof(1, 1, List.of()).verify(root, root).isValid()).isTrue();
    assertThat(
            new ConsistencyProof(0, 1, List.of()).verify(MerkleHashing.emptyRoot(), root).isValid())
        .isTrue();
    assertThat(failure(new ConsistencyProof(0, 1, List.of()).verify(root, root)))
        .isEqualTo(ProofFailure.OLD_ROOT_MISMATCH);
  }

  private static List<Digest> with(List<Digest> path, Digest more) {
    List<Digest> longer = new ArrayList<>(path);
    longer.add(more);
    return longer;
  }

  private static @org.jspecify.annotations.Nullable ProofFailure failure(ProofResult result) {
    return switch (result) {
      case ProofResult.Valid() -> null;
      case ProofResult.Invalid(ProofFailure failure, String message) -> failure;
    };
  }

  private TransparencyLog filled(int leaves) throws Exception {
    TransparencyLog log = TransparencyLog.open(directory);
    log.append(NaiveTree.leaves(leaves));
    return log;
  }
}
