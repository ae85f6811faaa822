package org.sealgate.scp.admission;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationEnd;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.authorization.AccessControl;
import org.sealgate.scp.authorization.AccessDecision;
import org.sealgate.scp.authorization.Caller;
import org.sealgate.scp.authorization.PatientQuery;
import org.sealgate.scp.authorization.WireService;
import org.sealgate.scp.config.PeerConfiguration;
import org.sealgate.scp.relay.QueryRestriction;
import org.sealgate.scp.relay.RelayService;
import org.sealgate.scp.retrieve.RetrieveService;
import org.sealgate.scp.seal.PatientIdentity;
import org.sealgate.scp.store.StoreService;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.scp.upstream.Upstream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A modality's or viewer's association: sends each request down its path. */
public final class PeerSession implements AssociationSession {
  private static final Logger log = LoggerFactory.getLogger(PeerSession.class);

  private final Factory factory;
  private final Caller caller;
  private final PeerConfiguration peer;
  private final Upstream upstream;

  private PeerSession(Factory factory, Caller caller, Upstream upstream) {
    this.factory = factory;
    this.caller = caller;
    this.peer = caller.peer();
    this.upstream = upstream;
  }

  /** Accepts associations of peers. */
  public record Factory(
      PacsConnector connector,
      StoreService store,
      RetrieveService retrieve,
      RelayService relay,
      AccessControl access,
      AuditLog audit) {

    /** Negotiates with the PACS what concerns it and accepts. */
    AssociationDecision accept(AssociateRequest request, Caller caller) {
      Negotiation negotiation = Negotiation.of(request);
      Upstream upstream =
          Upstream.open(connector, caller.peer().aeTitle(), negotiation.concerningPacs());
      return new AssociationDecision.Accept(
          negotiation.answers(upstream),
          roleAnswers(request),
          new PeerSession(this, caller, upstream));
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
    if (field == CommandField.C_ECHO_RQ) {
      request.respond(Status.SUCCESS);
      return;
    }
    WireService service =
        field == null
            ? WireService.OTHER
            : WireService.of(field, request.presentationContext().abstractSyntax());
    switch (factory.access.decide(caller, service)) {
      case AccessDecision.Allowed(Optional<PatientIdentity> only) ->
          serve(association, request, field, only);
      case AccessDecision.Denied denied -> refuse(request, service, denied.reason());
    }
  }

  private void serve(
      Association association,
      DimseRequest request,
      @Nullable CommandField field,
      Optional<PatientIdentity> only)
      throws IOException {
    switch (field) {
      case C_STORE_RQ -> factory.store.serve(request, peer.aeTitle(), upstream);
      case C_MOVE_RQ -> {
        if (only.isPresent() && !isToItself(request)) {
          refuse(request, WireService.RETRIEVE, "role patient may retrieve to itself only");
        } else {
          factory.retrieve.move(request, peer, only);
        }
      }
      case C_GET_RQ -> factory.retrieve.get(association, request, peer, only);
      case null, default ->
          factory.relay.serve(
              request,
              upstream,
              only.<QueryRestriction>map(PatientQuery::new).orElse(QueryRestriction.NONE));
    }
  }

  private boolean isToItself(DimseRequest request) {
    return request
        .command()
        .text(CommandElement.MOVE_DESTINATION)
        .map(title -> title.strip().equals(peer.aeTitle()))
        .orElse(false);
  }

  private void refuse(DimseRequest request, WireService service, String reason) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("peer", peer.aeTitle());
    caller.user().ifPresent(user -> fields.put("user", user));
    caller.account().ifPresent(account -> fields.put("account", account.toString()));
    fields.put("service", service.word());
    fields.put("reason", reason);
    factory.audit.record(AuditEvent.SERVICE_REFUSED, fields);
    request.respond(Status.REFUSED_NOT_AUTHORIZED.withComment(reason));
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
