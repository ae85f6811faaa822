package org.sealgate.scp.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.AssociationPolicy;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.authorization.AccessControl;
import org.sealgate.scp.authorization.AccessDecision;
import org.sealgate.scp.authorization.Caller;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.PeerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may associate: known AE titles, from the address and with the certificate configured for
 * them, who call the node by its own title (PS3.8 9.3.4) and may use some service. Safe for use by
 * many threads.
 */
public final class AdmissionPolicy implements AssociationPolicy {
  private static final Logger log = LoggerFactory.getLogger(AdmissionPolicy.class);

  private final NodeConfiguration configuration;
  private final PeerSession.Factory sessions;
  private final PacsSession.Factory pacsSessions;
  private final AccessControl access;
  private final AuditLog audit;

  public AdmissionPolicy(
      NodeConfiguration configuration,
      PeerSession.Factory sessions,
      PacsSession.Factory pacsSessions,
      AccessControl access,
      AuditLog audit) {
    this.configuration = configuration;
    this.sessions = sessions;
    this.pacsSessions = pacsSessions;
    this.access = access;
    this.audit = audit;
  }

  @Override
  public AssociationDecision decide(AssociateRequest request, AssociationPeer peer) {
    String called = request.calledAeTitle().value();
    String calling = request.callingAeTitle().value();
    if (!called.equals(configuration.aeTitle())) {
      return reject(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED, request, peer);
    }
    if (calling.equals(configuration.pacs().aeTitle())) {
      return pacsSessions.accept(request);
    }
    Optional<PeerConfiguration> known =
        configuration.peers().filter(candidate -> candidate.aeTitle().equals(calling)).findFirst();
    if (known.isEmpty() || !isGenuine(known.get(), peer)) {
      return reject(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, request, peer);
    }
    Caller caller = access.identify(known.get(), peer);
    return switch (access.admit(caller)) {
      case AccessDecision.Allowed _ -> sessions.accept(request, caller);
      case AccessDecision.Denied denied -> reject(denied, request, peer);
    };
  }

  /** From the configured address and with the configured certificate, where there are such. */
  private static boolean isGenuine(PeerConfiguration known, AssociationPeer peer) {
    return known.address().map(address -> isAt(address, peer)).orElse(true)
        && known
            .certificate()
            .map(pinned ->
                peer.certificate().map(shown -> shown.sha256().equals(pinned)).orElse(false))
            .orElse(true);
  }

  private AssociationDecision reject(
      RejectReason reason, AssociateRequest request, AssociationPeer peer) {
    recordRejection(reason.name(), request, peer);
    return AssociationDecision.Reject.permanent(reason);
  }

  /** No service could be allowed on this association. */
  private AssociationDecision reject(
      AccessDecision.Denied denied, AssociateRequest request, AssociationPeer peer) {
    recordRejection(denied.reason(), request, peer);
    return denied.mayChange()
        ? AssociationDecision.Reject.transientFor(RejectReason.NO_REASON_GIVEN)
        : AssociationDecision.Reject.permanent(RejectReason.NO_REASON_GIVEN);
  }

  private void recordRejection(String reason, AssociateRequest request, AssociationPeer peer) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("calling", request.callingAeTitle().value());
    fields.put("called", request.calledAeTitle().value());
    fields.put("peer", peer.toString());
    peer.user().ifPresent(user -> fields.put("user", user.name()));
    fields.put("reason", reason);
    audit.record(AuditEvent.ASSOCIATION_REJECTED, fields);
  }

  private static boolean isAt(String address, AssociationPeer peer) {
    try {
      return Arrays.asList(InetAddress.getAllByName(address)).contains(peer.address());
    } catch (UnknownHostException e) {
      log.warn(
          "the configured address {} cannot be resolved, so {} is not admitted", address, peer);
      return false;
    }
  }
}
