package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.scp.fingerprint.FingerprintCalculator;
import org.sealgate.scp.fingerprint.OpaqueFingerprint;
import org.sealgate.scp.seal.SealedInstance;
import org.sealgate.scp.seal.SealedRecords;
import org.sealgate.vault.index.IndexedInstance;

/**
 * Fingerprints one instance on its way back and judges it against what was sealed. Used by one
 * thread.
 */
final class InstanceCheck {
  private final SealedRecords records;
  private final List<IndexedInstance> sealed;
  private final AttributeHashes attributes = new AttributeHashes();
  private final @Nullable FingerprintCalculator calculator;
  private final @Nullable OpaqueFingerprint opaque;
  private boolean unparsable;

  InstanceCheck(
      SealedRecords records, List<IndexedInstance> sealed, TransferSyntax transferSyntax) {
    this.records = records;
    this.sealed = sealed;
    boolean anyParsed =
        sealed.stream().anyMatch(version -> !SealedInstance.fingerprintOf(version).isOpaque());
    boolean anyOpaque =
        sealed.stream().anyMatch(version -> SealedInstance.fingerprintOf(version).isOpaque());
    this.calculator = anyParsed ? new FingerprintCalculator(transferSyntax, attributes) : null;
    this.opaque = anyOpaque ? new OpaqueFingerprint(transferSyntax) : null;
  }

  /** Takes the next bytes; the buffer's position does not change. */
  void feed(ByteBuffer fragment) {
    if (calculator != null && !unparsable) {
      try {
        calculator.feed(fragment.duplicate());
      } catch (DataSetFormatException e) {
        unparsable = true;
      }
    }
    if (opaque != null) {
      opaque.feed(fragment.duplicate());
    }
  }

  /** The verdict, when all bytes were fed. */
  SealedRecords.Judgement finish() throws IOException {
    SealedRecords.Judgement parsed = records.judge(parsedFingerprint(), sealed);
    if (opaque == null) {
      return parsed;
    }
    SealedRecords.Judgement bytes = records.judge(opaque.finish(), sealed);
    return bytes.verdict().isIntact() ? bytes : parsed;
  }

  private @Nullable Fingerprint parsedFingerprint() {
    if (calculator == null || unparsable) {
      return null;
    }
    try {
      return calculator.finish();
    } catch (DataSetFormatException e) {
      return null;
    }
  }

  /** A hash per top-level attribute of what came back. */
  AttributeHashes attributes() {
    return attributes;
  }
}
