package org.sealgate.chain.receipt;

import java.io.IOException;
import java.util.List;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.InclusionProof;
import org.sealgate.chain.log.Leaf;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.log.TransparencyLog;

/**
 * Proves that an instance was received and is in an anchored log. Says nothing by itself: {@link
 * ReceiptVerifier} checks it.
 *
 * @param leaf what was recorded of the instance
 * @param leafIndex its zero-based position in the log
 * @param inclusionPath the path from the leaf to the checkpoint's root, the leaf's sibling first
 * @param checkpoint the signed head of the log that was anchored
 * @param log the log's name and key
 * @param anchor where the checkpoint was anchored
 */
public record Receipt(
    Leaf leaf,
    long leafIndex,
    List<Digest> inclusionPath,
    SignedCheckpoint checkpoint,
    LogIdentity log,
    AnchorReference anchor) {
  /** Name and version of the format. */
  public static final String FORMAT = "sealgate-receipt/1";

  /** A tree of 2^63 leaves has paths of 63 hashes. */
  static final int MAX_PATH_LENGTH = 63;

  /** Copies the path; refuses a negative index and a path longer than any tree's. */
  public Receipt {
    inclusionPath = List.copyOf(inclusionPath);
    if (leafIndex < 0) {
      throw new IllegalArgumentException("leafIndex is negative: " + leafIndex);
    }
    if (inclusionPath.size() > MAX_PATH_LENGTH) {
      throw new IllegalArgumentException(
          "inclusionPath has " + inclusionPath.size() + " hashes, at most 63 are possible");
    }
  }

  /**
   * Makes the receipt of a leaf from the log and the anchor that covers it.
   *
   * @throws IOException if the log cannot be read
   */
  public static Receipt create(
      Leaf leaf,
      long leafIndex,
      TransparencyLog log,
      LogIdentity identity,
      AnchorRecord anchor,
      long chainId,
      EthereumAddress contract)
      throws IOException {
    if (!log.leafHash(leafIndex).equals(leaf.leafHash())) {
      throw new IllegalArgumentException("leaf " + leafIndex + " of the log is another one");
    }
    long size = anchor.checkpoint().checkpoint().size();
    AnchorReference reference =
        new AnchorReference(
            chainId, contract, anchor.transaction(), anchor.blockNumber(), anchor.blockHash());
    return new Receipt(
        leaf,
        leafIndex,
        log.inclusionProof(leafIndex, size).path(),
        anchor.checkpoint(),
        identity,
        reference);
  }

  /** The proof that the leaf is in the checkpoint's tree. */
  public InclusionProof inclusionProof() {
    return new InclusionProof(leafIndex, checkpoint.checkpoint().size(), inclusionPath);
  }

  /** The JSON text, indented, with LF at its end. */
  public String toJson() {
    return ReceiptJson.write(this);
  }

  /**
   * Reads the JSON text strictly: every field must be there, and no other.
   *
   * @throws ReceiptFormatException naming the first field that breaks the format
   */
  public static Receipt parse(String json) throws ReceiptFormatException {
    return ReceiptJson.read(json);
  }
}
