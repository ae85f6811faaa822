package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.data.Transcoder;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.forward.InstanceSender;
import org.sealgate.scp.forward.TransferContexts;
import org.sealgate.scp.forward.VaultContent;
import org.sealgate.scp.seal.SealedRecords.Judgement;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.store.ObjectWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One C-MOVE or C-GET of a viewer. Instances come in one after the other through {@link #accept},
 * are judged, and leave through a {@link DeliveryLine}. No altered instance leaves complete:
 *
 * <ul>
 *   <li>what fits in memory is held until its verdict;
 *   <li>what does not goes straight to another AE, its end held back until the verdict, and is
 *       aborted on a mismatch;
 *   <li>or, where nothing can be taken back (C-GET), into an encrypted spool until its verdict.
 * </ul>
 */
final class Retrieval implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Retrieval.class);
  private static final int LINES_SHARE = 4;

  private final RetrieveResources resources;
  private final DimseRequest request;
  private final SealedSet sealed;
  private final Destination destination;
  private final Incidents incidents;
  private final Progress progress = new Progress();
  private final DeliveryLine line;
  private volatile boolean stopped;

  Retrieval(
      RetrieveResources resources,
      DimseRequest request,
      SealedSet sealed,
      Destination destination) {
    this.resources = resources;
    this.request = request;
    this.sealed = sealed;
    this.destination = destination;
    this.incidents = new Incidents(resources.audit(), resources.vault());
    this.line =
        new DeliveryLine(
            destination,
            progress,
            resources.limits().holdTotalBytes() / LINES_SHARE,
            this::reportProgress);
  }

  Progress progress() {
    return progress;
  }

  SealedSet sealed() {
    return sealed;
  }

  /** Whether the viewer cancelled or is gone, so that no more instances are wanted. */
  boolean isStopped() {
    return stopped;
  }

  /**
   * Takes one instance; calls must not overlap.
   *
   * @return what to answer to who sends it
   * @throws IOException if the sender's bytes broke off
   */
  synchronized Status accept(
      String sopClassUid, String sopInstanceUid, TransferSyntax transferSyntax, InstanceBytes bytes)
      throws IOException {
    if (stopped) {
      bytes.skip();
      return Status.OUT_OF_RESOURCES.withComment("the retrieval was cancelled");
    }
    Incoming incoming =
        new Incoming(
            sopClassUid,
            sopInstanceUid,
            transferSyntax,
            bytes,
            new InstanceCheck(
                resources.records(), sealed.versions(sopInstanceUid), transferSyntax));
    HeldBytes held = new HeldBytes(resources.memory(), resources.limits().holdBytes());
    boolean handedOver = false;
    try {
      @Nullable ByteBuffer tooMuch = hold(incoming, held);
      if (tooMuch == null) {
        deliverHeld(incoming, held);
        handedOver = true;
      } else if (destination.canTakeBack()) {
        line.drain();
        passThrough(incoming, held, tooMuch);
      } else {
        spool(incoming, held, tooMuch);
      }
      return Status.SUCCESS;
    } finally {
      if (!handedOver) {
        held.close();
      }
    }
  }

  /**
   * Holds the instance in memory; returns the fragment for which there was no room, or null if
   * there was for all.
   */
  private static @Nullable ByteBuffer hold(Incoming incoming, HeldBytes held) throws IOException {
    for (ByteBuffer fragment = incoming.next(); fragment != null; fragment = incoming.next()) {
      if (!held.tryAppend(fragment)) {
        return fragment;
      }
    }
    return null;
  }

  private void deliverHeld(Incoming incoming, HeldBytes held) throws IOException {
    Judgement judgement = judge(incoming);
    if (!Incidents.mayLeave(judgement)) {
      held.close();
      submitSealedCopy(incoming, judgement);
      return;
    }
    InstanceSender.Content content =
        output -> {
          for (ByteBuffer block : held.content()) {
            output.write(block);
          }
        };
    line.submit(incoming.deliverable(held.size(), content, delivered -> held.close()));
  }

  private Judgement judge(Incoming incoming) throws IOException {
    Judgement judgement = incoming.check.finish();
    resources.verdicts().count(judgement.verdict());
    incidents.reportChangedAttributes(
        incoming.sopInstanceUid, judgement, incoming.check.attributes());
    return judgement;
  }

  /**
   * The line is empty and this thread holds the retrieval, so the destination is this thread's own.
   */
  private void passThrough(Incoming incoming, HeldBytes held, ByteBuffer next) throws IOException {
    Optional<Judgement> bad;
    try {
      bad = send(incoming, held, next);
    } catch (DestinationFailedException e) {
      log.warn("{} did not reach its destination: {}", incoming.sopInstanceUid, e.toString());
      incoming.bytes.skip();
      progress.failed(incoming.sopInstanceUid);
      reportProgress();
      return;
    }
    if (bad.isPresent()) {
      submitSealedCopy(incoming, bad.get());
    } else {
      reportProgress();
    }
  }

  /**
   * Sends while receiving; the judgement is returned if it is bad, and then the destination has
   * been aborted.
   */
  private Optional<Judgement> send(Incoming incoming, HeldBytes held, ByteBuffer next)
      throws IOException, DestinationFailedException {
    Destination.Lane lane = lane(incoming);
    try (OutgoingStore store = begin(lane, incoming);
        PassingOutput output = PassingOutput.to(store, incoming.transferSyntax, lane.context())) {
      for (ByteBuffer block : held.content()) {
        output.write(block);
      }
      held.close();
      for (ByteBuffer fragment = next; fragment != null; fragment = incoming.next()) {
        output.write(fragment);
      }
      Judgement judgement = judge(incoming);
      if (!Incidents.mayLeave(judgement)) {
        store.abort();
        return Optional.of(judgement);
      }
      progress.answered(incoming.sopInstanceUid, output.finish());
      return Optional.empty();
    }
  }

  private Destination.Lane lane(Incoming incoming) throws DestinationFailedException {
    try {
      return destination
          .lane(new TransferContexts.Need(incoming.sopClassUid, incoming.transferSyntax.uid()))
          .orElseThrow(() ->
              new DestinationFailedException(
                  "no presentation context for " + incoming.sopClassUid));
    } catch (IOException e) {
      throw new DestinationFailedException(e);
    }
  }

  private OutgoingStore begin(Destination.Lane lane, Incoming incoming)
      throws DestinationFailedException {
    try {
      return lane.association()
          .beginStore(lane.context(), line.request(incoming.sopClassUid, incoming.sopInstanceUid));
    } catch (IOException e) {
      throw new DestinationFailedException(e);
    }
  }

  private void spool(Incoming incoming, HeldBytes held, ByteBuffer next) throws IOException {
    ObjectId id = ObjectId.next();
    long size;
    try (ObjectWriter writer = resources.spool().create(id)) {
      for (ByteBuffer block : held.content()) {
        writer.write(block);
      }
      held.close();
      for (ByteBuffer fragment = next; fragment != null; fragment = incoming.next()) {
        writer.write(fragment.duplicate());
      }
      size = writer.size();
      writer.commit(new byte[0]);
    }
    Judgement judgement = judge(incoming);
    if (Incidents.mayLeave(judgement)) {
      line.submit(
          incoming.deliverable(
              size, new VaultContent(resources.spool(), id), delivered -> removeFromSpool(id)));
    } else {
      removeFromSpool(id);
      submitSealedCopy(incoming, judgement);
    }
  }

  private void removeFromSpool(ObjectId id) {
    try {
      resources.spool().delete(id);
    } catch (IOException e) {
      log.warn("spooled object {} could not be removed", id, e);
    }
  }

  /** What was sealed goes out in place of what came back. */
  private void submitSealedCopy(Incoming incoming, Judgement judgement) {
    IndexedInstance good = judgement.sealedVersion();
    InstanceAttributes attributes = good.instance().attributes();
    line.submit(
        new Deliverable(
            attributes.classUid(),
            attributes.instanceUid(),
            TransferSyntax.of(attributes.transferSyntaxUid()),
            0,
            new VaultContent(resources.vault(), good.objectId()),
            delivered -> incidents.reportMismatch(incoming.sopInstanceUid, good, delivered)));
  }

  private void reportProgress() {
    if (request.isCancelled()) {
      stop();
    }
    if (stopped) {
      return;
    }
    try {
      request.respond(Status.PENDING, progress.counts(false));
    } catch (IOException e) {
      log.info("who asked for the retrieval is gone: {}", e.toString());
      stop();
    }
  }

  private void stop() {
    stopped = true;
    line.stop();
  }

  /** Waits until everything taken was sent or failed. */
  void drain() {
    line.drain();
  }

  @Override
  public void close() {
    line.close();
  }

  /** An instance while it comes in. */
  private record Incoming(
      String sopClassUid,
      String sopInstanceUid,
      TransferSyntax transferSyntax,
      InstanceBytes bytes,
      InstanceCheck check) {

    /** The next fragment, already fed to the check; null after the last. */
    @Nullable ByteBuffer next() throws IOException {
      ByteBuffer fragment = bytes.next();
      if (fragment != null) {
        check.feed(fragment);
      }
      return fragment;
    }

    Deliverable deliverable(
        long size, InstanceSender.Content content, java.util.function.Consumer<Boolean> outcome) {
      return new Deliverable(sopClassUid, sopInstanceUid, transferSyntax, size, content, outcome);
    }
  }

  /**
   * Writes to the destination, converting if it has to, and tells its failures from the sender's.
   */
  private record PassingOutput(OutgoingStore store, @Nullable Transcoder transcoder)
      implements AutoCloseable {
    static PassingOutput to(
        OutgoingStore store,
        TransferSyntax source,
        org.sealgate.dimse.association.PresentationContext context) {
      TransferSyntax target = TransferSyntax.of(context.transferSyntax());
      return new PassingOutput(
          store, source.equals(target) ? null : new Transcoder(source, target, store::write));
    }

    void write(ByteBuffer bytes) throws DestinationFailedException {
      try {
        if (transcoder == null) {
          store.write(bytes);
        } else {
          transcoder.feed(bytes);
        }
      } catch (IOException e) {
        throw new DestinationFailedException(e);
      }
    }

    Status finish() throws DestinationFailedException {
      try {
        if (transcoder != null) {
          transcoder.finish();
        }
        return store.finish().status();
      } catch (IOException e) {
        throw new DestinationFailedException(e);
      }
    }

    @Override
    public void close() {
      if (transcoder != null) {
        transcoder.close();
      }
    }
  }

  /** The destination's fault, not that of who sends the instance. */
  private static final class DestinationFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    DestinationFailedException(IOException cause) {
      super(cause);
    }

    DestinationFailedException(String message) {
      super(message);
    }
  }
}
