package org.sealgate.scp.upstream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PACS's side of one peer's association: the same presentation contexts under the same ids,
 * opened with it and opened again when it breaks.
 */
public final class Upstream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upstream.class);

  private final PacsConnector connector;
  private final String peerAeTitle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, PresentationContextProposal> proposals = new HashMap<>();
  private @Nullable Association association;
  private boolean closed;

  private Upstream(
      PacsConnector connector, String peerAeTitle, List<PresentationContextProposal> proposals) {
    this.connector = connector;
    this.peerAeTitle = peerAeTitle;
    proposals.forEach(proposal -> this.proposals.put(proposal.id(), proposal));
  }

  /**
   * Proposes to the PACS what a peer proposed. The PACS need not be reachable; see {@link
   * #isConnected}.
   *
   * @param proposals what concerns the PACS; may be empty, then nothing is opened
   */
  public static Upstream open(
      PacsConnector connector, String peerAeTitle, List<PresentationContextProposal> proposals) {
    Upstream upstream = new Upstream(connector, peerAeTitle, proposals);
    upstream.connectUnlessResting();
    return upstream;
  }

  /** Whether there is an association to the PACS now. */
  public boolean isConnected() {
    lock.lock();
    try {
      return association != null && association.isOpen();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The transfer syntax that the PACS accepted in a context; empty if it refused the context or is
   * out of reach.
   */
  public Optional<String> acceptedTransferSyntax(int contextId) {
    return current()
        .flatMap(open -> open.acceptedContext(contextId))
        .map(PresentationContext::transferSyntax);
  }

  /** Whether the PACS accepted a context of this abstract syntax in some transfer syntax. */
  public boolean accepts(String abstractSyntax) {
    return current().flatMap(open -> open.acceptedContext(abstractSyntax)).isPresent();
  }

  /**
   * The association to the PACS with the context that corresponds to one of the peer's, opened
   * again if it broke; empty if the PACS is out of reach or does not accept the context in this
   * transfer syntax.
   */
  public Optional<Route> route(PresentationContext context) {
    if (current().isEmpty()) {
      // The peer was promised this transfer syntax; another one would be of no use now.
      lock.lock();
      try {
        proposals.computeIfPresent(
            context.id(),
            (id, proposal) ->
                new PresentationContextProposal(
                    id, context.abstractSyntax(), List.of(context.transferSyntax())));
      } finally {
        lock.unlock();
      }
      connectUnlessResting();
    }
    return current()
        .flatMap(open ->
            open.acceptedContext(context.id())
                .filter(accepted -> accepted.transferSyntax().equals(context.transferSyntax()))
                .map(accepted -> new Route(open, accepted)));
  }

  private Optional<Association> current() {
    lock.lock();
    try {
      return Optional.ofNullable(association).filter(Association::isOpen);
    } finally {
      lock.unlock();
    }
  }

  private void connectUnlessResting() {
    lock.lock();
    try {
      if (closed || proposals.isEmpty() || connector.isResting() || isConnected()) {
        return;
      }
      association =
          connector.connect(
              peerAeTitle,
              new ArrayList<>(proposals.values()),
              List.of(),
              AssociationSession.NO_REQUESTS);
    } catch (IOException e) {
      log.debug("no association to the PACS for {}", peerAeTitle, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Association open;
    lock.lock();
    try {
      closed = true;
      open = association;
      association = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      Thread.ofVirtual().name("release-" + open).start(open::close);
    }
  }

  /** An association to the PACS and the context on it. */
  public record Route(Association association, PresentationContext context) {}
}
