package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with its state machine: carries out the actions of PS3.8 Tables 9-6 to 9-9.
 * Whoever sends has the turn of {@link PduOutput} during the transition.
 */
final class UpperLayer {
  private static final Logger LOG = LoggerFactory.getLogger(UpperLayer.class);

  private final Transport transport;
  private final StateMachine machine;
  private final Watch watch;
  private final LimitCounters counters;
  private final PduOutput out;
  private final AtomicReference<@Nullable IOException> cause = new AtomicReference<>();

  UpperLayer(
      Transport transport,
      boolean requestor,
      AssociationTimeouts timeouts,
      LimitCounters counters) {
    this.counters = counters;
    this.transport = transport;
    this.machine = new StateMachine(requestor);
    this.watch = new Watch(timeouts, this::timedOut);
    this.out = new PduOutput(transport, watch);
  }

  Transport transport() {
    return transport;
  }

  Watch watch() {
    return watch;
  }

  UpperLayerState state() {
    return machine.state();
  }

  /**
   * What ended the association first, whatever exception came to the surface; null while it lives.
   */
  @Nullable IOException cause() {
    return cause.get();
  }

  /** Notes why the association ends; only the first reason counts. */
  void endsBecause(IOException reason) {
    boolean first = cause.compareAndSet(null, reason);
    if (first && reason instanceof AssociationTimeoutException timeout) {
      counters.count(timeout.limit());
    }
  }

  /** Notes that the peer ran into a limit other than of time. */
  void exceeded(LimitKind kind) {
    counters.count(kind);
  }

  /** The exception for using an association that is over. */
  IOException ended() {
    IOException first = cause.get();
    return first == null
        ? new AssociationReleasedException()
        : AssociationEnd.of(first).toException();
  }

  /** A primitive of the local user or the transport, with the PDU that its action sends, if any. */
  void request(UpperLayerEvent event, @Nullable Pdu pdu) throws IOException {
    out.takeTurn();
    try {
      UpperLayerAction action = machine.tryFire(event).orElseThrow(() -> notNow(event));
      perform(action, pdu);
    } finally {
      out.yieldTurn();
    }
  }

  /** A P-DATA request primitive: P-DATA-TF PDUs that are already encoded. */
  void sendData(ByteBuffer[] buffers, int count) throws IOException {
    out.takeTurn();
    try {
      UpperLayerAction _ =
          machine.tryFire(UpperLayerEvent.EVT9).orElseThrow(() -> notNow(UpperLayerEvent.EVT9));
      out.write(buffers, count);
    } finally {
      out.yieldTurn();
    }
  }

  /**
   * The arrival of a PDU other than P-DATA-TF, or of P-DATA-TF: moves, does what needs no knowledge
   * of its content, and returns the action. A PDU that is not allowed now has been answered with
   * A-ABORT.
   */
  UpperLayerAction received(UpperLayerEvent event) throws IOException {
    UpperLayerState before = machine.state();
    UpperLayerAction action = machine.tryFire(event).orElseThrow(() -> notNow(event));
    switch (action) {
      case AA_1, AA_7, AA_8 -> {
        endsBecause(
            new PduFormatException(
                AbortReason.UNEXPECTED_PDU,
                "%s in state: %s".formatted(event.description(), before.description())));
        sendAbort(protocolAbort(action, AbortReason.UNEXPECTED_PDU));
      }
      case AA_2, AA_3, AE_4, AR_3 -> close();
      case AE_6 -> watch.stopArtim();
      default -> {
        // Indications: the caller passes them up.
      }
    }
    return action;
  }

  /** AE-6's second half: the provider itself rejects (PS3.8 9.3.4, sources 2 and 3). */
  void rejectAsProvider(AssociateReject reject) throws IOException {
    out.takeTurn();
    try {
      machine.rejectedByProvider();
      watch.startArtim();
      out.send(reject);
    } finally {
      out.yieldTurn();
    }
  }

  /** Evt19: what arrived is no PDU or breaks its format. */
  void invalid(PduFormatException reason) {
    endsBecause(reason);
    machine
        .tryFire(UpperLayerEvent.EVT19)
        .ifPresent(action -> sendAbort(protocolAbort(action, reason.abortReason())));
  }

  /** AA-1 aborts as the service user, in whose name no reason is given (PS3.8 Table 9-9, 9.3.8). */
  private static Abort protocolAbort(UpperLayerAction action, AbortReason reason) {
    return action == UpperLayerAction.AA_1
        ? Abort.byServiceUser()
        : Abort.byServiceProvider(reason);
  }

  /** Evt15: the local user, or this library for it, aborts for a reason. Never throws. */
  void abort(Abort abort, IOException reason) {
    endsBecause(reason);
    machine.tryFire(UpperLayerEvent.EVT15).ifPresent(action -> abortActed(action, abort));
  }

  private void abortActed(UpperLayerAction action, Abort abort) {
    if (action == UpperLayerAction.AA_2) {
      close();
    } else {
      sendAbort(abort);
    }
  }

  /** Evt17: the stream ended or broke. */
  void transportClosed(IOException reason) {
    endsBecause(reason);
    machine.tryFire(UpperLayerEvent.EVT17);
    close();
  }

  /** Sta13: discards what still comes until the peer closes or ARTIM expires (AA-6, AR-5, AA-2). */
  void awaitClose(ReceiveBuffer in) {
    try {
      if (machine.state() == UpperLayerState.STA13) {
        transport.shutdownOutput();
        while (in.fill(1)) {
          in.take(in.available());
        }
      }
    } catch (IOException closed) {
      LOG.debug("{}: closed while waiting for it: {}", transport.peer(), closed.getMessage());
    } finally {
      machine.tryFire(UpperLayerEvent.EVT17);
      close();
    }
  }

  void close() {
    watch.stopArtim();
    watch.stop();
    transport.close();
  }

  private void perform(UpperLayerAction action, @Nullable Pdu pdu) throws IOException {
    switch (action) {
      case AE_5 -> watch.startArtim();
      case AE_8, AR_4 -> {
        watch.startArtim();
        out.send(pdu);
      }
      case AE_2, AE_7, AR_1, AR_9 -> out.send(pdu);
      default -> {
        // AE-1 and AE-3 need nothing more here.
      }
    }
  }

  /** AA-1, AA-7, AA-8. */
  private void sendAbort(Abort abort) {
    watch.startArtim();
    out.sendLast(abort);
  }

  private void timedOut(AssociationTimeoutException timeout) {
    endsBecause(timeout);
    boolean connecting = machine.state() == UpperLayerState.STA5;
    if (machine.tryFire(UpperLayerEvent.EVT18).isPresent()) {
      close();
    } else if (connecting) {
      abort(Abort.byServiceUser(), timeout);
      // Somebody waits for the association, and shall not wait for ARTIM as well.
      transport.close();
    } else if (out.isTaken()) {
      // A writer is stuck in the middle of a PDU; nothing can be said to this peer any more.
      transport.close();
    } else {
      abort(Abort.byServiceProvider(AbortReason.REASON_NOT_SPECIFIED), timeout);
    }
  }

  private IOException notNow(UpperLayerEvent event) {
    UpperLayerState state = machine.state();
    if (state == UpperLayerState.STA1 || state == UpperLayerState.STA13) {
      return ended();
    }
    return new IOException(
        "%s is not possible now: %s".formatted(event.description(), state.description()));
  }
}
