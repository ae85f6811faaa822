package org.sealgate.dimse.association;

import org.sealgate.dimse.service.Status;

/**
 * What an application does on one association; every association has its own. A server's policy and
 * a connector's options supply it.
 */
public interface AssociationSession {
  /** Refuses every request with 0211, for associations on which only this side asks. */
  AssociationSession NO_REQUESTS =
      new AssociationSession() {
        @Override
        public void onRequest(Association association, DimseRequest request) throws Exception {
          request.respond(Status.UNRECOGNIZED_OPERATION);
        }
      };

  /** Called once when the association is established, before its first request. */
  default void onStart(Association association) {}

  /**
   * Handles a request from the peer. C-STORE, C-ECHO and N requests are handled one after the other
   * on the association's reader thread, so that the data set can be read straight from the
   * connection; C-FIND, C-MOVE and C-GET on a thread of their own with the identifier in memory, so
   * that C-CANCEL is seen.
   *
   * <p>The final response must have been sent when this returns, unless {@link
   * DimseRequest#respondLater()} was called. A {@link
   * org.sealgate.dimse.service.DimseStatusException} is answered with its status, any other
   * exception and a missing response are logged and answered with 0110.
   */
  void onRequest(Association association, DimseRequest request) throws Exception;

  /** Called once when the association has ended, last of all. */
  default void onEnd(Association association, AssociationEnd end) {}
}
