package org.sealgate.scp.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.scp.fingerprint.FingerprintCalculator;
import org.sealgate.scp.fingerprint.OpaqueFingerprint;
import org.sealgate.vault.store.ObjectWriter;

/**
 * One instance on its way into the vault: every byte is fingerprinted and enciphered once, as it
 * passes. Used by one thread; closing it without {@link #finish} leaves nothing behind.
 */
public final class Sealing implements AutoCloseable {
  private final Sealer sealer;
  private final ReceivedInstance received;
  private final ObjectWriter writer;
  private final InstanceObserver observer = new InstanceObserver();
  private final FingerprintCalculator calculator;
  private @Nullable DataSetFormatException unparsable;

  Sealing(Sealer sealer, ReceivedInstance received, ObjectWriter writer) {
    this.sealer = sealer;
    this.received = received;
    this.writer = writer;
    this.calculator = new FingerprintCalculator(received.transferSyntax(), observer);
  }

  /** Takes the next bytes of the data set; the buffer's position does not change. */
  public void write(ByteBuffer fragment) throws IOException {
    if (unparsable == null) {
      try {
        calculator.feed(fragment.duplicate());
      } catch (DataSetFormatException e) {
        unparsable = e;
      }
    }
    writer.write(fragment.duplicate());
  }

  /**
   * Makes the instance durable, in the vault and in the index.
   *
   * @param forwardAt when the forwarder may take it up; later than now where the store path itself
   *     is sending it
   * @throws IOException if it cannot be; then it must not be acknowledged
   */
  public SealedInstance finish(Instant forwardAt) throws IOException {
    Fingerprint fingerprint = null;
    if (unparsable == null) {
      try {
        fingerprint = calculator.finish();
      } catch (DataSetFormatException e) {
        unparsable = e;
      }
    }
    return fingerprint != null
        ? sealer.commit(received, observer, fingerprint, writer, forwardAt)
        : sealer.commitOpaque(
            received,
            observer,
            new OpaqueFingerprint(received.transferSyntax()),
            writer,
            forwardAt);
  }

  /** Why the bytes are no data set, if they are none. */
  public Optional<DataSetFormatException> unparsable() {
    return Optional.ofNullable(unparsable);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
