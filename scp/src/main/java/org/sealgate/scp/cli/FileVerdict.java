package org.sealgate.scp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.sealgate.chain.log.Leaf;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.Tag;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.scp.fingerprint.FingerprintCalculator;
import org.sealgate.scp.fingerprint.OpaqueFingerprint;
import org.sealgate.scp.fingerprint.Verdict;
import org.sealgate.scp.seal.InstanceObserver;

/**
 * How a file compares with a leaf.
 *
 * @param verdict EXACT, EQUIVALENT, PIXELS_ONLY, MISMATCH, or UNKNOWN if the leaf is of another
 *     instance
 * @param reason what was compared, for a person
 */
record FileVerdict(Verdict verdict, String reason) {
  private static final int BUFFER = 256 * 1024;

  static FileVerdict of(Path file, Leaf leaf) throws IOException {
    Fingerprint sealed = Fingerprint.of(leaf);
    InstanceObserver attributes = new InstanceObserver();
    Fingerprint found;
    try {
      found = fingerprint(file, sealed.isOpaque(), attributes);
    } catch (DataSetFormatException e) {
      return new FileVerdict(Verdict.MISMATCH, "the file is broken: " + e.getMessage());
    }
    String uid = attributes.value(Tag.SOP_INSTANCE_UID);
    if (!sealed.isOpaque() && !Leaf.hashOfUid(uid).equals(leaf.sopInstanceUidSha256())) {
      return new FileVerdict(
          Verdict.UNKNOWN, "the receipt is of another SOP Instance UID than " + uid);
    }
    return judged(found.compareWith(sealed));
  }

  private static FileVerdict judged(Verdict verdict) {
    return new FileVerdict(
        verdict,
        switch (verdict) {
          case EXACT -> "byte for byte what was sealed";
          case EQUIVALENT -> "the same attributes and pixels as sealed, encoded differently";
          case PIXELS_ONLY -> "the pixels are those sealed, other attributes are not";
          case MISMATCH, UNANCHORED, UNKNOWN -> "neither attributes nor pixels are those sealed";
        });
  }

  private static Fingerprint fingerprint(Path path, boolean opaque, InstanceObserver attributes)
      throws IOException {
    try (DicomFile file = DicomFile.open(path);
        InputStream stream = file.dataSetStream()) {
      FingerprintCalculator calculator =
          new FingerprintCalculator(file.transferSyntax(), attributes);
      OpaqueFingerprint bytes = new OpaqueFingerprint(file.transferSyntax());
      byte[] buffer = new byte[BUFFER];
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        if (opaque) {
          bytes.feed(ByteBuffer.wrap(buffer, 0, count));
        } else {
          calculator.feed(ByteBuffer.wrap(buffer, 0, count));
        }
      }
      return opaque ? bytes.finish() : calculator.finish();
    }
  }

  boolean isGood() {
    return verdict == Verdict.EXACT || verdict == Verdict.EQUIVALENT;
  }
}
