package org.sealgate.scp;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.anchor.AnchorState;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.chain.receipt.ConsistencyStatement;
import org.sealgate.chain.receipt.Receipt;
import org.sealgate.scp.admin.AdminServer.NodeView.ReceiptAnswer;
import org.sealgate.scp.seal.SealedInstance;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;

/** What log and chain have of an instance: how far it has come, and its receipt. */
record Receipts(
    InstanceIndex index,
    TransparencyLog transparencyLog,
    LogIdentity identity,
    Optional<Anchoring> anchoring) {

  /** The receipt of the newest version of an instance. */
  ReceiptAnswer of(String sopInstanceUid) throws IOException {
    Optional<IndexedInstance> found = index.latest(sopInstanceUid);
    if (found.isEmpty()) {
      return new ReceiptAnswer.Unknown();
    }
    Long leafIndex = found.get().leafIndex();
    if (anchoring.isEmpty()) {
      return new ReceiptAnswer.NotAnchored(
          "no chain is configured (anchor.endpoints), so there are no receipts");
    }
    if (leafIndex == null) {
      return new ReceiptAnswer.NotAnchored(
          "the leaf of " + sopInstanceUid + " is not in the log yet; try again");
    }
    Optional<AnchorRecord> anchor = anchoring.get().covering(leafIndex);
    if (anchor.isEmpty()) {
      return new ReceiptAnswer.NotAnchored(
          "no anchor covers leaf "
              + leafIndex
              + " yet ("
              + anchoring.get().stateOf(leafIndex)
              + "); try again");
    }
    Receipt receipt =
        Receipt.create(
            SealedInstance.leafOf(found.get()),
            leafIndex,
            transparencyLog,
            identity,
            anchor.get(),
            anchoring.get().chainId(),
            anchoring.get().contract());
    return new ReceiptAnswer.Found(receipt.toJson());
  }

  /** Proves that the log was only appended to from one anchored size to another. */
  ReceiptAnswer consistency(long oldSize, long newSize) throws IOException {
    Optional<SignedCheckpoint> older = anchored(oldSize);
    Optional<SignedCheckpoint> newer = anchored(newSize);
    if (older.isEmpty() || newer.isEmpty() || oldSize > newSize) {
      return new ReceiptAnswer.NotAnchored(
          "two anchored sizes are needed, the smaller one first; "
              + oldSize
              + " and "
              + newSize
              + " are not");
    }
    return new ReceiptAnswer.Found(
        ConsistencyStatement.create(transparencyLog, identity, older.get(), newer.get()).toJson());
  }

  private Optional<SignedCheckpoint> anchored(long size) throws IOException {
    if (anchoring.isEmpty() || size < 1) {
      return Optional.empty();
    }
    return anchoring
        .get()
        .covering(size - 1)
        .map(AnchorRecord::checkpoint)
        .filter(checkpoint -> checkpoint.checkpoint().size() == size);
  }

  /**
   * How far the newest version of an instance has come: {@code leafIndex} (null until it is in the
   * log), {@code anchor.state} (PENDING, SUBMITTED, INCLUDED, FINAL) and, from INCLUDED on, the
   * anchor it is in. Empty if the instance was never sealed here.
   */
  Optional<Map<String, Object>> stateOf(String sopInstanceUid) throws IOException {
    Optional<IndexedInstance> found = index.latest(sopInstanceUid);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Long leafIndex = found.get().leafIndex();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("sopInstanceUid", sopInstanceUid);
    view.put("version", found.get().version());
    view.put("leafIndex", leafIndex);
    view.put("anchor", anchorOf(leafIndex));
    return Optional.of(view);
  }

  private Map<String, Object> anchorOf(@Nullable Long leafIndex) throws IOException {
    Map<String, Object> view = new LinkedHashMap<>();
    if (leafIndex == null || anchoring.isEmpty()) {
      view.put("state", AnchorState.PENDING.name());
      return view;
    }
    Optional<AnchorRecord> anchor = anchoring.get().covering(leafIndex);
    view.put("state", anchor.map(AnchorRecord::state).orElse(waiting(leafIndex)).name());
    if (anchor.isPresent()) {
      view.put("size", anchor.get().checkpoint().checkpoint().size());
      view.put("transaction", anchor.get().transaction().prefixedHex());
      view.put("blockNumber", anchor.get().blockNumber());
      view.put("blockHash", anchor.get().blockHash().prefixedHex());
      view.put("includedAt", anchor.get().includedAt().toString());
    }
    return view;
  }

  /** A state without a block: what the chain had a moment ago may be gone by now. */
  private AnchorState waiting(long leafIndex) {
    return anchoring.map(chain -> chain.stateOf(leafIndex)).orElse(AnchorState.PENDING)
            == AnchorState.PENDING
        ? AnchorState.PENDING
        : AnchorState.SUBMITTED;
  }
}
