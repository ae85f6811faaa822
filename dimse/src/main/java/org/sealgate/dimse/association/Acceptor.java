package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PduType;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acceptor's side of association establishment on one connection (PS3.8 9.2.2, Sta2 and Sta3):
 * read the request, refuse what the provider must refuse, take a slot, verify the user, ask the
 * policy, answer.
 */
final class Acceptor {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  private final ServerOptions options;
  private final AssociationPolicy policy;
  private final AssociationSlots slots;
  private final ServerCounters counters;
  private final Registry registry;
  private final UpperLayer upperLayer;
  private final ReceiveBuffer in;
  private final PduReader pdus;

  Acceptor(
      ServerOptions options,
      AssociationPolicy policy,
      AssociationSlots slots,
      ServerCounters counters,
      Registry registry,
      Transport transport,
      ByteBuffer receiveBuffer) {
    this.registry = registry;
    this.options = options;
    this.policy = policy;
    this.slots = slots;
    this.counters = counters;
    this.upperLayer = new UpperLayer(transport, false, options.timeouts(), counters.limits);
    this.in = new ReceiveBuffer(transport, upperLayer.watch(), receiveBuffer);
    this.pdus = new PduReader(in, options.limits(), counters.limits);
  }

  /** An established association and what reads it. */
  record Established(Association association, AssociationReader reader) {}

  /** Knows the associations that a closing server has to release; told before the peer is. */
  interface Registry {
    void add(Established established);

    void remove(Established established);
  }

  /** Reads the request and answers it; empty if no association came of it. */
  Optional<Established> establish() {
    try {
      upperLayer.watch().start();
      upperLayer.request(UpperLayerEvent.EVT5, null);
      AssociateRequest request = readRequest();
      Optional<AssociateReject> refusal =
          new RequestCheck(options.limits(), counters.limits).refusal(request);
      return refusal.isPresent()
          ? rejectAsProvider(request, refusal.get(), refusal.get().describe())
          : withSlot(request, upperLayer.transport().peer());
    } catch (PduFormatException invalid) {
      broken(invalid);
      upperLayer.invalid(invalid);
      upperLayer.awaitClose(in);
    } catch (IOException failure) {
      IOException cause = upperLayer.cause();
      broken(cause == null ? failure : cause);
      upperLayer.transportClosed(failure);
    }
    return Optional.empty();
  }

  private void broken(IOException cause) {
    counters.broken.increment();
    LOG.warn("Connection from {}: {}", upperLayer.transport().peer(), cause.getMessage());
  }

  private AssociateRequest readRequest() throws IOException {
    PduType type = pdus.nextHeader();
    if (type == PduType.A_ABORT) {
      pdus.readBody(type);
      upperLayer.received(UpperLayerEvent.EVT16);
      throw new IOException("Aborted by the peer before it asked for an association");
    }
    if (type != PduType.A_ASSOCIATE_RQ) {
      throw new PduFormatException(
          AbortReason.UNEXPECTED_PDU, type + " received where A_ASSOCIATE_RQ was expected");
    }
    AssociateRequest request = (AssociateRequest) pdus.readBody(type);
    upperLayer.received(UpperLayerEvent.EVT6);
    return request;
  }

  private Optional<Established> withSlot(AssociateRequest request, AssociationPeer peer)
      throws IOException {
    Optional<LimitKind> exceeded = slots.take(peer.address());
    if (exceeded.isPresent()) {
      counters.limits.count(exceeded.get());
      return rejectAsProvider(
          request, RequestCheck.limitExceeded(), "limit exceeded: " + exceeded.get());
    }
    Optional<Established> established = Optional.empty();
    try {
      established = identified(request, peer);
      return established;
    } finally {
      if (established.isEmpty()) {
        slots.release(peer.address());
      }
    }
  }

  private Optional<Established> identified(AssociateRequest request, AssociationPeer peer)
      throws IOException {
    return switch (UserIdentityCheck.decide(options.userIdentities(), request, peer)) {
      case UserIdentityDecision.Ignored _ -> decide(request, peer, Optional.empty());
      case UserIdentityDecision.Verified verified ->
          decide(
              request,
              peer.withUser(verified.identity()),
              UserIdentityCheck.response(request, verified));
      case UserIdentityDecision.Refused(String reason) -> {
        counters.usersRefused.increment();
        yield rejectAsProvider(request, UserIdentityCheck.REJECT, "user identity: " + reason);
      }
    };
  }

  private Optional<Established> decide(
      AssociateRequest request, AssociationPeer peer, Optional<UserIdentityResponse> userIdentity)
      throws IOException {
    return switch (ask(request, peer)) {
      case AssociationDecision.Accept accept ->
          Optional.of(accept(request, peer, accept, userIdentity));
      case AssociationDecision.Reject reject -> {
        counters.rejected.increment();
        LOG.info("{} from {}: {}", request.callingAeTitle(), peer, reject.pdu().describe());
        upperLayer.request(UpperLayerEvent.EVT8, reject.pdu());
        upperLayer.awaitClose(in);
        yield Optional.empty();
      }
    };
  }

  private AssociationDecision ask(AssociateRequest request, AssociationPeer peer) {
    try {
      return policy.decide(request, peer);
    } catch (RuntimeException defect) {
      LOG.error("The policy failed on {} from {}", request.callingAeTitle(), peer, defect);
      return AssociationDecision.Reject.transientFor(RejectReason.NO_REASON_GIVEN);
    }
  }

  private Established accept(
      AssociateRequest request,
      AssociationPeer peer,
      AssociationDecision.Accept decision,
      Optional<UserIdentityResponse> userIdentity)
      throws IOException {
    AssociateAccept accept = new NegotiationAnswer(options, request).accept(decision, userIdentity);
    Association association =
        new Association(
            upperLayer,
            peer,
            Negotiated.of(false, request, accept),
            options.limits(),
            options.timeouts());
    Established established =
        new Established(
            association,
            new AssociationReader(
                association, decision.session(), upperLayer, pdus, options.limits()));
    registry.add(established);
    try {
      upperLayer.request(UpperLayerEvent.EVT7, accept);
    } catch (IOException failure) {
      registry.remove(established);
      throw failure;
    }
    counters.accepted.increment();
    return established;
  }

  /** The service provider itself rejects (AE-6, PS3.8 9.3.4 sources 2 and 3). */
  private Optional<Established> rejectAsProvider(
      AssociateRequest request, AssociateReject reject, String reason) throws IOException {
    counters.rejected.increment();
    LOG.warn("{} from {}: {}", request.callingAeTitle(), upperLayer.transport().peer(), reason);
    upperLayer.rejectAsProvider(reject);
    upperLayer.awaitClose(in);
    return Optional.empty();
  }
}
