package org.sealgate.scp.admission;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationEnd;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.PeerConfiguration;
import org.sealgate.scp.config.PeerService;
import org.sealgate.scp.relay.RelayService;
import org.sealgate.scp.retrieve.RetrieveService;
import org.sealgate.scp.store.StoreService;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.scp.upstream.Upstream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A modality's or viewer's association: sends each request down its path. */
public final class PeerSession implements AssociationSession {
  private static final Logger log = LoggerFactory.getLogger(PeerSession.class);

  private final Factory factory;
  private final PeerConfiguration peer;
  private final Upstream upstream;

  private PeerSession(Factory factory, PeerConfiguration peer, Upstream upstream) {
    this.factory = factory;
    this.peer = peer;
    this.upstream = upstream;
  }

  /** Accepts associations of peers. */
  public record Factory(
      PacsConnector connector,
      StoreService store,
      RetrieveService retrieve,
      RelayService relay,
      AuditLog audit) {

    /** Negotiates with the PACS what concerns it and accepts. */
    AssociationDecision accept(AssociateRequest request, PeerConfiguration peer) {
      Negotiation negotiation = Negotiation.of(request);
      Upstream upstream = Upstream.open(connector, peer.aeTitle(), negotiation.concerningPacs());
      return new AssociationDecision.Accept(
          negotiation.answers(upstream),
          roleAnswers(request),
          new PeerSession(this, peer, upstream));
    }

    /**
     * A C-GET needs the peer to be SCP of the storage classes (PS3.4 C.5.3); what it proposes is
     * agreed to.
     */
    private static List<UserInformationItem> roleAnswers(AssociateRequest request) {
      return List.copyOf(request.userInformation().all(RoleSelection.class));
    }
  }

  @Override
  public void onRequest(Association association, DimseRequest request) throws Exception {
    CommandField field = request.command().commandField().orElse(null);
    switch (field) {
      case C_ECHO_RQ -> request.respond(Status.SUCCESS);
      case C_STORE_RQ -> {
        if (isAllowed(PeerService.STORE, request)) {
          factory.store.serve(request, peer.aeTitle(), upstream);
        }
      }
      case C_MOVE_RQ -> {
        if (isAllowed(PeerService.RETRIEVE, request)) {
          factory.retrieve.move(request, peer);
        }
      }
      case C_GET_RQ -> {
        if (isAllowed(PeerService.RETRIEVE, request)) {
          factory.retrieve.get(association, request, peer);
        }
      }
      case null, default -> {
        if (isAllowed(PeerService.QUERY, request)) {
          factory.relay.serve(request, upstream);
        }
      }
    }
  }

  private boolean isAllowed(PeerService service, DimseRequest request) throws IOException {
    if (peer.services().contains(service)) {
      return true;
    }
    String word = service.name().toLowerCase(Locale.ROOT);
    factory.audit.record(
        AuditEvent.SERVICE_REFUSED, Map.of("peer", peer.aeTitle(), "service", word));
    request.respond(Status.REFUSED_NOT_AUTHORIZED.withComment(peer.aeTitle() + " may not " + word));
    return false;
  }

  @Override
  public void onEnd(Association association, AssociationEnd end) {
    upstream.close();
    switch (end) {
      case AssociationEnd.Released() -> log.debug("{} released", association);
      case AssociationEnd.Aborted(var source, int reason, boolean byPeer) ->
          log.info(
              "{} aborted by {} ({}, reason {})",
              association,
              byPeer ? "the peer" : "the node",
              source,
              reason);
      case AssociationEnd.Failed(IOException cause) ->
          log.warn("{} failed: {}", association, cause.toString());
    }
  }

  /** What a peer proposed. */
  private record Negotiation(AssociateRequest request) {
    static Negotiation of(AssociateRequest request) {
      return new Negotiation(request);
    }

    List<PresentationContextProposal> concerningPacs() {
      return request.presentationContexts().stream()
          .filter(proposal -> !ContextAnswers.isServedHere(proposal, request))
          .toList();
    }

    List<org.sealgate.dimse.pdu.PresentationContextResult> answers(Upstream upstream) {
      boolean connected = upstream.isConnected();
      return request.presentationContexts().stream()
          .map(proposal ->
              connected && !ContextAnswers.isServedHere(proposal, request)
                  ? ContextAnswers.asPacs(proposal, upstream)
                  : ContextAnswers.firstSupported(proposal))
          .toList();
    }
  }
}
