package org.sealgate.chain.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.sealgate.chain.log.ConsistencyProof;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.ProofResult;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.log.TransparencyLog;

/**
 * Proves that a log was only appended to between two of its checkpoints: no entry that was under
 * the older one has been removed or replaced since (RFC 9162 section 2.1.4). Needs no chain; that
 * the checkpoints were anchored is what the receipts under them show.
 *
 * @param log the log's name and key
 * @param older the checkpoint of fewer leaves
 * @param newer the checkpoint of more leaves, or of as many
 * @param path the consistency proof
 */
public record ConsistencyStatement(
    LogIdentity log, SignedCheckpoint older, SignedCheckpoint newer, List<Digest> path) {
  /** Name and version of the format. */
  public static final String FORMAT = "sealgate-consistency/1";

  /** A proof in a tree of 2^63 leaves has at most 64 hashes. */
  private static final int MAX_PATH_LENGTH = 64;

  private static final Set<String> FIELDS =
      Set.of("format", "log", "oldCheckpoint", "newCheckpoint", "path");

  /** Copies the path. */
  public ConsistencyStatement {
    path = List.copyOf(path);
  }

  /**
   * Makes the statement from the log.
   *
   * @throws IOException if the log cannot be read
   */
  public static ConsistencyStatement create(
      TransparencyLog log, LogIdentity identity, SignedCheckpoint older, SignedCheckpoint newer)
      throws IOException {
    ConsistencyProof proof =
        log.consistencyProof(older.checkpoint().size(), newer.checkpoint().size());
    return new ConsistencyStatement(identity, older, newer, proof.path());
  }

  /** True if both checkpoints are signed by the log and the path leads from one to the other. */
  public boolean isProven() {
    return older.isSignedBy(log) && newer.isSignedBy(log) && proof() instanceof ProofResult.Valid;
  }

  /** Whether the path leads from the older root to the newer one, and if not why. */
  public ProofResult proof() {
    return new ConsistencyProof(older.checkpoint().size(), newer.checkpoint().size(), path)
        .verify(older.checkpoint().root(), newer.checkpoint().root());
  }

  /** The JSON text, indented, with LF at its end. */
  public String toJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("log", log.verifierKey());
    root.put("oldCheckpoint", older.text());
    root.put("newCheckpoint", newer.text());
    ArrayNode hashes = root.putArray("path");
    path.forEach(hash -> hashes.add(hash.hex()));
    return ReceiptJson.print(root);
  }

  /**
   * Reads the JSON text strictly: every field must be there, and no other.
   *
   * @throws ReceiptFormatException naming the first field that breaks the format
   */
  public static ConsistencyStatement parse(String json) throws ReceiptFormatException {
    JsonFields fields = JsonFields.of(ReceiptJson.tree(json), "", FIELDS);
    fields.text("format", format -> ReceiptJson.requireFormat(FORMAT, format));
    return new ConsistencyStatement(
        fields.text("log", LogIdentity::parse),
        fields.text("oldCheckpoint", SignedCheckpoint::parse),
        fields.text("newCheckpoint", SignedCheckpoint::parse),
        fields.texts("path", MAX_PATH_LENGTH, ReceiptJson::plainHex));
  }
}
