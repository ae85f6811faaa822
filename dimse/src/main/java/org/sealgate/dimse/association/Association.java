package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/**
 * An established association, in either role. Operations may be invoked from any thread; each waits
 * while the negotiated window of outstanding operations is full, and messages leave one at a time.
 * Requests from the peer go to the {@link AssociationSession}.
 */
public final class Association implements AutoCloseable {
  private final UpperLayer upperLayer;
  private final AssociationPeer peer;
  private final Negotiated negotiated;
  private final MessageWriter messages;
  private final OperationTable operations;
  private final Invocations invocations;
  private final AssociationRelease release;
  private final CompletableFuture<AssociationEnd> ended = new CompletableFuture<>();
  private volatile @Nullable Thread reader;

  Association(
      UpperLayer upperLayer,
      AssociationPeer peer,
      Negotiated negotiated,
      AssociationLimits limits,
      AssociationTimeouts timeouts) {
    this.upperLayer = upperLayer;
    this.peer = peer;
    this.negotiated = negotiated;
    this.messages = new MessageWriter(upperLayer, negotiated.sendPduLength(limits));
    this.operations =
        new OperationTable(negotiated.operationsInvoked(), timeouts.dimse(), upperLayer.watch());
    this.invocations = new Invocations(this, messages, operations, timeouts.dimse());
    this.release = new AssociationRelease(this, upperLayer, timeouts.release());
  }

  /** Returns whether this side opened the association. */
  public boolean isRequestor() {
    return negotiated.requestor();
  }

  /** Returns the title of the side that opened the association. */
  public AeTitle callingAeTitle() {
    return negotiated.request().callingAeTitle();
  }

  /** Returns the title of the side that accepted it. */
  public AeTitle calledAeTitle() {
    return negotiated.request().calledAeTitle();
  }

  /** Returns where the peer is, its TLS certificate and the user whose identity was verified. */
  public AssociationPeer peer() {
    return peer;
  }

  /** Returns who made the peer. */
  public Implementation peerImplementation() {
    return Implementation.of(peerInformation());
  }

  /** Returns the user information that the peer sent. */
  public UserInformation peerInformation() {
    return negotiated.peerInformation();
  }

  /**
   * Returns the longest P-DATA-TF variable field that the peer takes, in bytes; 0 means no limit.
   */
  public long peerMaximumPduLength() {
    return peerInformation().maximumLength();
  }

  /** Returns the accepted presentation contexts in the order of the proposal. */
  public List<PresentationContext> presentationContexts() {
    return negotiated.contexts();
  }

  /** Returns the accepted context with an id. */
  public Optional<PresentationContext> acceptedContext(int id) {
    return negotiated.context(id);
  }

  /** Returns the first accepted context for a SOP class, in whatever transfer syntax. */
  public Optional<PresentationContext> acceptedContext(String abstractSyntax) {
    return negotiated.contexts().stream()
        .filter(context -> context.abstractSyntax().equals(abstractSyntax))
        .findFirst();
  }

  /** Returns the accepted context for a SOP class in a transfer syntax. */
  public Optional<PresentationContext> acceptedContext(
      String abstractSyntax, String transferSyntax) {
    return negotiated.contexts().stream()
        .filter(context -> context.abstractSyntax().equals(abstractSyntax))
        .filter(context -> context.transferSyntax().equals(transferSyntax))
        .findFirst();
  }

  /** Returns whether this side may be SCU of a SOP class (PS3.7 D.3.3.4). */
  public boolean mayBeScu(String sopClassUid) {
    return negotiated.mayBeScu(sopClassUid);
  }

  /** Returns whether this side may be SCP of a SOP class (PS3.7 D.3.3.4). */
  public boolean mayBeScp(String sopClassUid) {
    return negotiated.mayBeScp(sopClassUid);
  }

  /** Returns whether messages can be exchanged. */
  public boolean isOpen() {
    return !ended.isDone() && upperLayer.state() == UpperLayerState.STA6;
  }

  /** Returns what completes when the association has ended, never exceptionally. */
  public CompletableFuture<AssociationEnd> whenEnded() {
    return ended.copy();
  }

  /**
   * C-ECHO (PS3.7 9.1.5).
   *
   * @throws IllegalStateException if the Verification SOP Class was not accepted
   */
  public Status echo() throws IOException {
    PresentationContext context = require(Commands.VERIFICATION_SOP_CLASS);
    try (PendingOperation operation = request(context, Commands.echoRequest(), null)) {
      DimseResponse response = operation.awaitFinal();
      if (response == null) {
        throw new IllegalStateException("C-ECHO ended without a response");
      }
      return response.status();
    }
  }

  /**
   * Begins a C-STORE (PS3.7 9.1.1) in a context whose transfer syntax the data set has. Until it is
   * finished or aborted no other message leaves on this association.
   */
  public OutgoingStore beginStore(PresentationContext context, StoreRequest request)
      throws IOException {
    return beginStore(context, Commands.storeRequest(request));
  }

  /** Begins a C-STORE with a command set that is sent as it is but for Message ID. */
  public OutgoingStore beginStore(PresentationContext context, CommandSet command)
      throws IOException {
    return invocations.beginStore(context, command);
  }

  /** C-FIND (PS3.7 9.1.2); the identifier is encoded in the context's transfer syntax. */
  public PendingOperation find(
      PresentationContext context, Priority priority, ByteBuffer identifier) throws IOException {
    return request(context, Commands.findRequest(context.abstractSyntax(), priority), identifier);
  }

  /** C-MOVE (PS3.7 9.1.4) to a destination that the peer knows. */
  public PendingOperation move(
      PresentationContext context, Priority priority, AeTitle destination, ByteBuffer identifier)
      throws IOException {
    return request(
        context, Commands.moveRequest(context.abstractSyntax(), priority, destination), identifier);
  }

  /** C-GET (PS3.7 9.1.3); the instances come as C-STORE requests to the session. */
  public PendingOperation get(PresentationContext context, Priority priority, ByteBuffer identifier)
      throws IOException {
    return request(context, Commands.getRequest(context.abstractSyntax(), priority), identifier);
  }

  /**
   * Sends any request and returns what its responses come from. Message ID and the data set flag
   * are set here, everything else is sent as it is, so another node's request can be passed on.
   *
   * @param dataSet consumed from position to limit; null if the request has none
   */
  public PendingOperation request(
      PresentationContext context, CommandSet command, @Nullable ByteBuffer dataSet)
      throws IOException {
    return invocations.request(context, command, dataSet);
  }

  /**
   * Releases the association and waits until that is done; aborts it if the peer does not answer in
   * time. Does nothing if it has ended already.
   *
   * @throws IllegalStateException while operations of this side are not answered (PS3.8 7.2)
   */
  public void release() throws IOException {
    if (ended.isDone()) {
      return;
    }
    if (!operations.isEmpty()) {
      throw new IllegalStateException("Operations are outstanding; await or abort them first");
    }
    release.perform(ended);
  }

  /** Aborts the association at once as its user (A-ABORT, PS3.8 7.3). Never throws. */
  public void abort() {
    Abort abort = Abort.byServiceUser();
    abort(abort, new AssociationAbortedException(abort, false));
  }

  /** Releases, or aborts if that is not possible. Never throws. */
  @Override
  public void close() {
    try {
      if (operations.isEmpty()) {
        release();
      } else {
        abort();
      }
    } catch (IOException failure) {
      abort();
    }
  }

  /** Returns titles and address, for logs. */
  @Override
  public String toString() {
    return callingAeTitle() + "→" + calledAeTitle() + "@" + peer;
  }

  void abort(Abort abort, IOException reason) {
    upperLayer.abort(abort, reason);
    operations.failAll(upperLayer.ended());
  }

  void send(PresentationContext context, CommandSet command, @Nullable ByteBuffer dataSet)
      throws IOException {
    messages.send(context, command, dataSet);
  }

  /** The operations that the peer may have outstanding; 0 means no limit. */
  int operationsPerformed() {
    return negotiated.operationsPerformed();
  }

  OperationTable operations() {
    return operations;
  }

  void readBy(Thread thread) {
    reader = thread;
  }

  boolean isReaderThread() {
    return Thread.currentThread().equals(reader);
  }

  void ended(AssociationEnd end) {
    operations.failAll(end.toException());
    ended.complete(end);
  }

  private PresentationContext require(String abstractSyntax) {
    return acceptedContext(abstractSyntax)
        .orElseThrow(
            () -> new IllegalStateException("No presentation context for " + abstractSyntax));
  }
}
