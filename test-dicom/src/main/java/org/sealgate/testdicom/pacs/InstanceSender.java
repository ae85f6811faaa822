package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.ByteSink;
import org.sealgate.dimse.data.Transcoder;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.pacs.FaultScript.Happening;

/** Sends stored instances by C-STORE, with the faults of the operation SEND. */
final class InstanceSender {
  private static final int BUFFER_LENGTH = 256 * 1024;

  private final Association association;
  private final @Nullable MoveOriginator originator;
  private final Runnable breaking;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);

  /**
   * @param originator who asked for the C-MOVE; null if it is none
   * @param breaking breaks the association's connection
   */
  InstanceSender(Association association, @Nullable MoveOriginator originator, Runnable breaking) {
    this.association = association;
    this.originator = originator;
    this.breaking = breaking;
  }

  /**
   * Sends an instance and waits for the answer.
   *
   * @param temporary file that a coerced instance may be written to; deleted in the end
   * @return the receiver's status, or 0122 if it accepted no suitable presentation context
   */
  Status send(StoredInstance instance, Happening faults, Path temporary) throws IOException {
    FaultActions.hold(faults);
    Optional<Fault.Refuse> refusal = faults.find(Fault.Refuse.class);
    if (refusal.isPresent()) {
      return FaultActions.status(refusal.get());
    }
    try {
      return transmit(coerced(instance, faults, temporary), faults);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static StoredInstance coerced(StoredInstance instance, Happening faults, Path temporary)
      throws IOException {
    Optional<Fault.Coerce> coercion = faults.find(Fault.Coerce.class);
    return coercion.isPresent()
        ? Coercion.apply(instance, coercion.get().replacements(), temporary)
        : instance;
  }

  private Status transmit(StoredInstance instance, Happening faults) throws IOException {
    Optional<PresentationContext> context = context(instance, faults);
    if (context.isEmpty()) {
      return Status.REFUSED_SOP_CLASS_NOT_SUPPORTED;
    }
    StoreRequest request =
        new StoreRequest(
            instance.sopClassUid(), instance.sopInstanceUid(), Priority.MEDIUM, originator);
    try (OutgoingStore store = association.beginStore(context.get(), request)) {
      ScriptedSink sink = new ScriptedSink(store, faults, breaking);
      copy(instance, TransferSyntax.of(context.get().transferSyntax()), faults, sink);
      return store.finish().status();
    }
  }

  /** The context of the scripted or else the stored transfer syntax, or one to re-encode into. */
  private Optional<PresentationContext> context(StoredInstance instance, Happening faults) {
    TransferSyntax stored = instance.transferSyntax();
    TransferSyntax wanted =
        faults.find(Fault.Transcode.class).map(Fault.Transcode::transferSyntax).orElse(stored);
    return association
        .acceptedContext(instance.sopClassUid(), wanted.uid())
        .or(() ->
            association.presentationContexts().stream()
                .filter(c -> c.abstractSyntax().equals(instance.sopClassUid()))
                .filter(c -> Transcoder.isPossible(stored, TransferSyntax.of(c.transferSyntax())))
                .findFirst());
  }

  private void copy(StoredInstance instance, TransferSyntax target, Happening faults, ByteSink sink)
      throws IOException {
    if (target.equals(instance.transferSyntax())) {
      read(instance, faults, sink);
      return;
    }
    try (Transcoder transcoder = new Transcoder(instance.transferSyntax(), target, sink)) {
      read(instance, faults, transcoder::feed);
      transcoder.finish();
    }
  }

  private void read(StoredInstance instance, Happening faults, ByteSink sink) throws IOException {
    Optional<Fault.TamperPixels> tampering = faults.find(Fault.TamperPixels.class);
    long tampered =
        tampering.isPresent() ? PixelLocator.locate(instance, tampering.get().offset()) : -1;
    try (InputStream stream = instance.openDataSet();
        ReadableByteChannel channel = Channels.newChannel(stream)) {
      long position = 0;
      while (channel.read(buffer.clear()) >= 0) {
        buffer.flip();
        int length = buffer.limit();
        if (tampered >= position && tampered < position + length) {
          int at = (int) (tampered - position);
          buffer.put(at, (byte) (buffer.get(at) ^ 1));
        }
        sink.write(buffer);
        position += length;
      }
    }
  }

  /** Sends on, slowly or only up to a byte if that is scripted. */
  private static final class ScriptedSink implements ByteSink {
    private final OutgoingStore store;
    private final Happening faults;
    private final Runnable breaking;
    private final long limit;
    private long sent;

    ScriptedSink(OutgoingStore store, Happening faults, Runnable breaking) {
      this.store = store;
      this.faults = faults;
      this.breaking = breaking;
      this.limit = faults.find(Fault.Drop.class).map(Fault.Drop::afterBytes).orElse(Long.MAX_VALUE);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      FaultActions.slow(faults);
      if (bytes.remaining() >= limit - sent) {
        bytes.limit(bytes.position() + (int) (limit - sent));
        store.write(bytes);
        FaultActions.drop(faults, limit, breaking);
      }
      sent += bytes.remaining();
      store.write(bytes);
    }
  }
}
