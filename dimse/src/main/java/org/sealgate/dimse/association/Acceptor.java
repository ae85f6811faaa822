package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.ImplementationClassUid;
import org.sealgate.dimse.pdu.ImplementationVersionName;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PduType;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acceptor's side of association establishment on one connection (PS3.8 9.2.2, Sta2 and Sta3).
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
    this.upperLayer = new UpperLayer(transport, false, options.timeouts());
    this.in = new ReceiveBuffer(transport, upperLayer.watch(), receiveBuffer);
    this.pdus = new PduReader(in, options.limits());
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
    PeerAddress peer = upperLayer.transport().peer();
    try {
      upperLayer.watch().start();
      upperLayer.request(UpperLayerEvent.EVT5, null);
      AssociateRequest request = readRequest();
      Optional<AssociateReject> refusal = refusal(request);
      if (refusal.isPresent()) {
        counters.rejected.increment();
        LOG.warn("{} from {}: {}", request.callingAeTitle(), peer, refusal.get().describe());
        upperLayer.rejectAsProvider(refusal.get());
        upperLayer.awaitClose(in);
        return Optional.empty();
      }
      return withSlot(request, peer);
    } catch (PduFormatException invalid) {
      counters.broken.increment();
      LOG.warn("Connection from {}: {}", peer, invalid.getMessage());
      upperLayer.invalid(invalid);
      upperLayer.awaitClose(in);
    } catch (IOException failure) {
      counters.broken.increment();
      IOException cause = upperLayer.cause();
      LOG.warn("Connection from {}: {}", peer, (cause == null ? failure : cause).getMessage());
      upperLayer.transportClosed(failure);
    }
    return Optional.empty();
  }

  private AssociateRequest readRequest() throws IOException {
    PduType type = pdus.nextHeader();
    if (type != PduType.A_ASSOCIATE_RQ) {
      throw new PduFormatException(
          AbortReason.UNEXPECTED_PDU, type + " received where A_ASSOCIATE_RQ was expected");
    }
    AssociateRequest request = (AssociateRequest) pdus.readBody(type);
    upperLayer.received(UpperLayerEvent.EVT6);
    return request;
  }

  /** What the service provider itself refuses, before the policy is asked (AE-6). */
  private Optional<AssociateReject> refusal(AssociateRequest request) {
    RejectReason reason = null;
    RejectResult result = RejectResult.REJECTED_PERMANENT;
    if ((request.protocolVersion() & 1) == 0) {
      reason = RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED;
    } else if (!request.applicationContextName().equals(Uids.DICOM_APPLICATION_CONTEXT)) {
      reason = RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED;
    } else if (request.presentationContexts().size()
        > options.limits().maximumPresentationContexts()) {
      reason = RejectReason.LOCAL_LIMIT_EXCEEDED;
      result = RejectResult.REJECTED_TRANSIENT;
    } else if (!Negotiated.isUsable(request.userInformation().maximumLength())) {
      reason = RejectReason.ACSE_NO_REASON_GIVEN;
    }
    return reason == null ? Optional.empty() : Optional.of(AssociateReject.of(result, reason));
  }

  private Optional<Established> withSlot(AssociateRequest request, PeerAddress peer)
      throws IOException {
    if (!slots.take(peer.address())) {
      counters.overLimit.increment();
      counters.rejected.increment();
      LOG.warn("{} from {}: too many associations", request.callingAeTitle(), peer);
      upperLayer.rejectAsProvider(
          AssociateReject.of(RejectResult.REJECTED_TRANSIENT, RejectReason.LOCAL_LIMIT_EXCEEDED));
      upperLayer.awaitClose(in);
      return Optional.empty();
    }
    Optional<Established> established = Optional.empty();
    try {
      established = decide(request, peer);
      return established;
    } finally {
      if (established.isEmpty()) {
        slots.release(peer.address());
      }
    }
  }

  private Optional<Established> decide(AssociateRequest request, PeerAddress peer)
      throws IOException {
    return switch (ask(request, peer)) {
      case AssociationDecision.Accept accept -> Optional.of(accept(request, accept));
      case AssociationDecision.Reject reject -> {
        counters.rejected.increment();
        LOG.info("{} from {}: {}", request.callingAeTitle(), peer, reject.pdu().describe());
        upperLayer.request(UpperLayerEvent.EVT8, reject.pdu());
        upperLayer.awaitClose(in);
        yield Optional.empty();
      }
    };
  }

  private AssociationDecision ask(AssociateRequest request, PeerAddress peer) {
    try {
      return policy.decide(request, peer);
    } catch (RuntimeException defect) {
      LOG.error("The policy failed on {} from {}", request.callingAeTitle(), peer, defect);
      return AssociationDecision.Reject.transientFor(RejectReason.NO_REASON_GIVEN);
    }
  }

  private Established accept(AssociateRequest request, AssociationDecision.Accept decision)
      throws IOException {
    AssociateAccept accept =
        AssociateAccept.of(request, decision.presentationContexts(), information(decision));
    Association association =
        new Association(
            upperLayer,
            Negotiated.of(false, request, accept),
            options.limits(),
            options.timeouts());
    AssociationReader reader =
        new AssociationReader(association, decision.session(), upperLayer, pdus, options.limits());
    Established established = new Established(association, reader);
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

  private UserInformation information(AssociationDecision.Accept decision) {
    List<UserInformationItem> items = new ArrayList<>();
    items.add(new MaximumLength(options.limits().maximumPduLength()));
    options.implementation().classUid().map(ImplementationClassUid::new).ifPresent(items::add);
    items.addAll(decision.answers());
    options
        .implementation()
        .versionName()
        .map(ImplementationVersionName::new)
        .ifPresent(items::add);
    return new UserInformation(items);
  }
}
