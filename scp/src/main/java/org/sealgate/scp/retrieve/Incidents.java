package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.sealgate.dimse.data.DataSetParser;
import org.sealgate.dimse.data.ParserLimits;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.fingerprint.Verdict;
import org.sealgate.scp.seal.SealedRecords.Judgement;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bad verdict leads to, and its line in the audit trail. */
record Incidents(AuditLog audit, ObjectStore vault) {
  private static final Logger log = LoggerFactory.getLogger(Incidents.class);
  private static final int BUFFER = 256 * 1024;

  /**
   * Whether what came back may leave; what was never sealed here may, there is nothing to hold
   * against it.
   */
  static boolean mayLeave(Judgement judgement) {
    return judgement.verdict() != Verdict.MISMATCH;
  }

  /** Records that the PACS handed out something else than what was sealed. */
  void reportMismatch(String sopInstanceUid, IndexedInstance sealed, boolean delivered) {
    log.error(
        "MISMATCH: what the PACS has of {} is not what was sealed; the vault's copy was {}",
        sopInstanceUid,
        delivered ? "delivered in its place" : "not delivered either");
    audit.record(
        delivered ? AuditEvent.MISMATCH_REPLACED : AuditEvent.MISMATCH_WITHHELD,
        Map.of(
            "sopInstanceUid", sopInstanceUid,
            "studyInstanceUid", sealed.instance().attributes().studyUid(),
            "object", sealed.objectId().toString(),
            "version", sealed.version()));
  }

  /** Records which attributes differ where only the pixels are what was sealed. */
  void reportChangedAttributes(
      String sopInstanceUid, Judgement judgement, AttributeHashes returned) {
    if (judgement.verdict() != Verdict.PIXELS_ONLY) {
      return;
    }
    IndexedInstance sealed = judgement.sealedVersion();
    List<String> differences;
    try {
      differences = original(sealed).differencesFrom(returned).stream().map(Tag::toString).toList();
    } catch (IOException e) {
      log.warn("the vault's original of {} cannot be compared", sopInstanceUid, e);
      differences = List.of();
    }
    audit.record(
        AuditEvent.ATTRIBUTES_CHANGED,
        Map.of(
            "sopInstanceUid", sopInstanceUid,
            "object", sealed.objectId().toString(),
            "attributes", differences));
  }

  private AttributeHashes original(IndexedInstance sealed) throws IOException {
    AttributeHashes hashes = new AttributeHashes();
    TransferSyntax transferSyntax =
        TransferSyntax.of(sealed.instance().attributes().transferSyntaxUid());
    DataSetParser parser = new DataSetParser(transferSyntax, hashes, ParserLimits.DEFAULT);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (ObjectReader reader = vault.open(sealed.objectId())) {
      while (reader.read(buffer.clear()) >= 0) {
        parser.feed(buffer.flip());
      }
    }
    parser.finish();
    return hashes;
  }
}
