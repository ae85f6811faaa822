package org.sealgate.scp.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.CommandFormatException;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.NodeConfiguration.Acknowledge;
import org.sealgate.scp.forward.Forwarder;
import org.sealgate.scp.seal.ReceivedInstance;
import org.sealgate.scp.seal.SealedInstance;
import org.sealgate.scp.seal.Sealer;
import org.sealgate.scp.seal.Sealing;
import org.sealgate.scp.upstream.Upstream;
import org.sealgate.vault.index.IndexException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store path: one pass over the data set into fingerprint, vault and PACS; Success only when
 * the copy is durable. Safe for use by many associations.
 */
public final class StoreService {
  private static final Logger log = LoggerFactory.getLogger(StoreService.class);

  private final Sealer sealer;
  private final Forwarder forwarder;
  private final DiskGuard disk;
  private final AuditLog audit;
  private final Acknowledge acknowledge;
  private final Duration patience;
  private final Clock clock;
  private final StoreActivity activity = new StoreActivity();
  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();

  public StoreService(
      Sealer sealer,
      Forwarder forwarder,
      DiskGuard disk,
      AuditLog audit,
      NodeConfiguration configuration,
      Clock clock) {
    this.sealer = sealer;
    this.forwarder = forwarder;
    this.disk = disk;
    this.audit = audit;
    this.acknowledge = configuration.acknowledge();
    this.patience = configuration.pacs().responseTimeout();
    this.clock = clock;
  }

  /** How busy this path is, for work behind it. */
  public StoreActivity activity() {
    return activity;
  }

  /** Instances acknowledged since the start. */
  public long stored() {
    return stored.sum();
  }

  /** Instances refused since the start. */
  public long refused() {
    return refused.sum();
  }

  /**
   * Serves a C-STORE-RQ and answers it.
   *
   * @param source AE title of the peer
   * @param upstream the PACS's side of the peer's association
   * @throws IOException if the peer's association ended
   */
  public void serve(DimseRequest request, String source, Upstream upstream) throws IOException {
    IncomingDataSet dataSet = request.dataSet();
    if (dataSet == null) {
      refuse(request, Status.CANNOT_UNDERSTAND.withComment("C-STORE-RQ without a data set"));
      return;
    }
    StoreRequest store;
    try {
      store = StoreRequest.of(request.command());
    } catch (CommandFormatException e) {
      refuse(request, Status.CANNOT_UNDERSTAND.withComment(String.valueOf(e.getMessage())));
      return;
    }
    Optional<String> full = disk.fullReason();
    if (full.isPresent()) {
      log.warn("refusing {} from {}: {}", store.affectedSopInstanceUid(), source, full.get());
      refuse(request, Status.OUT_OF_RESOURCES.withComment(full.get()));
      return;
    }
    receive(request, dataSet, received(store, request.presentationContext(), source), upstream);
  }

  private ReceivedInstance received(
      StoreRequest store, PresentationContext context, String source) {
    return new ReceivedInstance(
        store.affectedSopClassUid(),
        store.affectedSopInstanceUid(),
        TransferSyntax.of(context.transferSyntax()),
        source,
        clock.instant());
  }

  private void receive(
      DimseRequest request, IncomingDataSet dataSet, ReceivedInstance received, Upstream upstream)
      throws IOException {
    PassThrough passThrough =
        acknowledge == Acknowledge.FORWARDED
            ? PassThrough.begin(upstream, request, patience)
            : PassThrough.none();
    try (StoreActivity.Passage _ = activity.begin();
        passThrough;
        Sealing sealing = sealer.begin(received)) {
      for (ByteBuffer fragment = dataSet.next(); fragment != null; fragment = dataSet.next()) {
        // The PACS first: it works on the bytes while they are sealed here.
        passThrough.write(fragment.duplicate());
        seal(sealing, fragment);
      }
      passThrough.finish();
      SealedInstance sealed = takeIntoCustody(sealing, passThrough);
      reportOddities(sealing, sealed, received);
      respond(request, settle(passThrough, sealed));
    } catch (CustodyException | IndexException e) {
      log.error("no custody of {} from {}", received.sopInstanceUid(), received.source(), e);
      refuse(request, Status.OUT_OF_RESOURCES.withComment("no durable copy could be made"));
    }
  }

  private static void seal(Sealing sealing, ByteBuffer fragment) throws CustodyException {
    try {
      sealing.write(fragment);
    } catch (IOException e) {
      throw new CustodyException(e);
    }
  }

  private SealedInstance takeIntoCustody(Sealing sealing, PassThrough passThrough)
      throws CustodyException {
    try {
      return sealing.finish(passThrough.isUnderWay() ? forwarder.graceEnd() : Instant.EPOCH);
    } catch (IOException e) {
      throw new CustodyException(e);
    }
  }

  /** Waits for the PACS, if it was asked, and settles who delivers. */
  private Status settle(PassThrough passThrough, SealedInstance sealed) {
    Optional<Status> answer = passThrough.awaitAnswer();
    if (answer.isEmpty()) {
      forwarder.takeOver(sealed);
      return Status.SUCCESS;
    }
    forwarder.answered(sealed, answer.get());
    return answer.get();
  }

  private void reportOddities(Sealing sealing, SealedInstance sealed, ReceivedInstance received) {
    sealing
        .unparsable()
        .ifPresent(reason ->
            audit.record(
                AuditEvent.UNPARSABLE_INSTANCE,
                Map.of(
                    "sopInstanceUid", received.sopInstanceUid(),
                    "source", received.source(),
                    "reason", String.valueOf(reason.getMessage()))));
    if (sealed.kind() == SealedInstance.Kind.CONFLICT) {
      audit.record(
          AuditEvent.CONFLICTING_INSTANCE,
          Map.of(
              "sopInstanceUid", received.sopInstanceUid(),
              "source", received.source(),
              "version", sealed.indexed().version()));
    }
  }

  private void respond(DimseRequest request, Status status) throws IOException {
    (status.isSuccessOrWarning() ? stored : refused).increment();
    request.respond(Commands.response(request.command(), status));
  }

  private void refuse(DimseRequest request, Status status) throws IOException {
    refused.increment();
    request.respond(status);
  }
}
