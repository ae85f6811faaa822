package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.sealgate.chain.log.Digest;
import org.sealgate.dimse.data.TransferSyntax;

/** The fingerprint of bytes that are no data set: one digest over all of them. */
public final class OpaqueFingerprint {
  private final MessageDigest digest = Sha256.start();

  public OpaqueFingerprint(TransferSyntax transferSyntax) {
    digest.update("sealgate opaque 1\0".getBytes(StandardCharsets.US_ASCII));
    digest.update((transferSyntax.uid() + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  /** Takes the next bytes; all of the buffer is consumed. */
  public void feed(ByteBuffer bytes) {
    digest.update(bytes);
  }

  /** Ends the bytes. */
  public Fingerprint finish() {
    Digest value = Digest.of(digest.digest());
    return new Fingerprint(null, value, value);
  }
}
