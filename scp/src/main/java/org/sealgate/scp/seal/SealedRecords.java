package org.sealgate.scp.seal;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Leaf;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.scp.fingerprint.Verdict;
import org.sealgate.vault.index.IndexedInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the verdict on what came back, from what was sealed, logged and anchored. Safe for use by
 * many threads.
 */
public final class SealedRecords {
  private static final Logger log = LoggerFactory.getLogger(SealedRecords.class);

  private final TransparencyLog transparencyLog;
  private final LongSupplier anchoredSize;

  /**
   * @param anchoredSize the number of leaves that the newest anchored checkpoint covers
   */
  public SealedRecords(TransparencyLog transparencyLog, LongSupplier anchoredSize) {
    this.transparencyLog = transparencyLog;
    this.anchoredSize = anchoredSize;
  }

  /**
   * Compares a fingerprint with every version that was sealed under the same SOP Instance UID; the
   * best verdict counts.
   *
   * @param returned of what came back, null if that could not be parsed as what was sealed could
   */
  public Judgement judge(@Nullable Fingerprint returned, List<IndexedInstance> sealed)
      throws IOException {
    if (sealed.isEmpty()) {
      return new Judgement(Verdict.UNKNOWN, null);
    }
    Judgement best = new Judgement(Verdict.MISMATCH, sealed.getLast());
    for (IndexedInstance version : sealed.reversed()) {
      Verdict verdict = returned == null ? Verdict.MISMATCH : compare(returned, version);
      if (verdict.compareTo(best.verdict()) < 0) {
        best = new Judgement(verdict, version);
      }
    }
    return best.verdict().isIntact() && !isAnchored(best.sealedVersion())
        ? new Judgement(Verdict.UNANCHORED, best.sealed())
        : best;
  }

  private Verdict compare(Fingerprint returned, IndexedInstance version) throws IOException {
    return isAsLogged(version)
        ? returned.compareWith(SealedInstance.fingerprintOf(version))
        : Verdict.MISMATCH;
  }

  /**
   * Whether the leaf in the index is the one in the log: who alters the index does not alter the
   * verdict.
   */
  private boolean isAsLogged(IndexedInstance version) throws IOException {
    Leaf leaf = SealedInstance.leafOf(version);
    Long leafIndex = version.leafIndex();
    if (!leaf.sopInstanceUidSha256().equals(Leaf.hashOfUid(version.instanceUid()))
        || (leafIndex != null && !leaf.leafHash().equals(transparencyLog.leafHash(leafIndex)))) {
      log.error("the index row of object {} does not agree with the log", version.objectId());
      return false;
    }
    return true;
  }

  private boolean isAnchored(IndexedInstance version) {
    Long leafIndex = version.leafIndex();
    return leafIndex != null && leafIndex < anchoredSize.getAsLong();
  }

  /**
   * A verdict and the sealed version it refers to.
   *
   * @param sealed null if the verdict is UNKNOWN
   */
  public record Judgement(Verdict verdict, @Nullable IndexedInstance sealed) {

    /** The sealed version that the verdict refers to; throws if the verdict is UNKNOWN. */
    public IndexedInstance sealedVersion() {
      if (sealed == null) {
        throw new IllegalStateException("an UNKNOWN instance has no sealed version");
      }
      return sealed;
    }
  }
}
