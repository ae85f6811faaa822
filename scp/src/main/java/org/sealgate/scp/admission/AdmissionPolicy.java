package org.sealgate.scp.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.AssociationPolicy;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.PeerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may associate: known AE titles, from the address configured for them, who call the node by
 * its own title (PS3.8 9.3.4). Safe for use by many threads.
 */
public final class AdmissionPolicy implements AssociationPolicy {
  private static final Logger log = LoggerFactory.getLogger(AdmissionPolicy.class);

  private final NodeConfiguration configuration;
  private final PeerSession.Factory sessions;
  private final PacsSession.Factory pacsSessions;
  private final AuditLog audit;
  private final LongAdder rejected = new LongAdder();

  public AdmissionPolicy(
      NodeConfiguration configuration,
      PeerSession.Factory sessions,
      PacsSession.Factory pacsSessions,
      AuditLog audit) {
    this.configuration = configuration;
    this.sessions = sessions;
    this.pacsSessions = pacsSessions;
    this.audit = audit;
  }

  /** Associations rejected since the start. */
  public long rejected() {
    return rejected.sum();
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
    if (known.isEmpty()
        || !known.get().address().map(address -> isAt(address, peer)).orElse(true)) {
      return reject(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, request, peer);
    }
    return sessions.accept(request, known.get());
  }

  private AssociationDecision reject(
      RejectReason reason, AssociateRequest request, AssociationPeer peer) {
    rejected.increment();
    audit.record(
        AuditEvent.ASSOCIATION_REJECTED,
        Map.of(
            "calling", request.callingAeTitle().value(),
            "called", request.calledAeTitle().value(),
            "peer", peer.toString(),
            "reason", reason.name()));
    return AssociationDecision.Reject.permanent(reason);
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
