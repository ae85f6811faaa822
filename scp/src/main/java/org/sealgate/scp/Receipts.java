package org.sealgate.scp;

import java.io.IOException;
import java.util.Optional;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.chain.receipt.Receipt;
import org.sealgate.scp.admin.AdminServer.NodeView.ReceiptAnswer;
import org.sealgate.scp.seal.SealedInstance;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;

/** Makes receipts of anchored instances. */
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
          "no anchor covers leaf " + leafIndex + " yet; try again");
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
}
