package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.AssociateRequest;

/** Decides about each association that a peer asks for. Called from many threads at a time. */
@FunctionalInterface
public interface AssociationPolicy {
  /**
   * Accepts with answers to the proposed contexts, or rejects. Protocol version, application
   * context and the server's limits have been checked already. An exception rejects the association
   * and is logged.
   *
   * @param request the A-ASSOCIATE-RQ
   * @param peer where it comes from
   */
  AssociationDecision decide(AssociateRequest request, AssociationPeer peer);
}
