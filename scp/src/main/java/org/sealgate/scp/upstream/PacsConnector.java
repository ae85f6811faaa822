package org.sealgate.scp.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.PacsConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens associations to the PACS and remembers for a moment that it could not, so that a PACS which
 * is down costs one time-out and not one per image. Safe for use by many threads.
 */
public final class PacsConnector {
  private static final Logger log = LoggerFactory.getLogger(PacsConnector.class);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(3);

  private final PacsConfiguration pacs;
  private final AssociationLimits limits;
  private final AssociationTimeouts timeouts;
  private volatile long downUntilNanos = System.nanoTime();
  private volatile boolean reachable = true;

  public PacsConnector(NodeConfiguration configuration) {
    this.pacs = configuration.pacs();
    this.limits =
        AssociationLimits.DEFAULT.withPduLengths(
            configuration.limits().pduLength(), configuration.limits().pduLength());
    this.timeouts =
        AssociationTimeouts.DEFAULT
            .withConnect(pacs.connectTimeout(), pacs.connectTimeout())
            .withDimse(pacs.responseTimeout())
            .withIdle(configuration.limits().idleTimeout().plus(pacs.responseTimeout()));
  }

  /** Whether the PACS answered when it was last called. */
  public boolean isReachable() {
    return reachable;
  }

  /** Whether it was out of reach a moment ago, so that trying again now would only cost time. */
  public boolean isResting() {
    return System.nanoTime() - downUntilNanos < 0;
  }

  /**
   * Opens an association on behalf of a peer.
   *
   * @param peerAeTitle the peer's AE title, which is passed through unless the configuration says
   *     otherwise
   * @throws IOException if the PACS cannot be reached or rejects it
   */
  public Association connect(
      String peerAeTitle,
      List<PresentationContextProposal> contexts,
      List<UserInformationItem> information,
      AssociationSession session)
      throws IOException {
    ConnectOptions options =
        ConnectOptions.to(
                pacs.endpoint().host(),
                pacs.endpoint().port(),
                new AeTitle(pacs.aeTitle()),
                new AeTitle(pacs.callingAeTitleFor(peerAeTitle)))
            .withPresentationContexts(contexts)
            .withLimits(limits)
            .withTimeouts(timeouts)
            .withSession(session);
    for (UserInformationItem item : information) {
      options = options.withInformation(item);
    }
    return connect(options);
  }

  private Association connect(ConnectOptions options) throws IOException {
    try {
      Association association = AssociationConnector.connect(options);
      if (!reachable) {
        log.info("the PACS {} at {} is reachable again", pacs.aeTitle(), pacs.endpoint());
      }
      reachable = true;
      downUntilNanos = System.nanoTime();
      return association;
    } catch (IOException e) {
      if (reachable) {
        log.warn(
            "the PACS {} at {} cannot be reached: {}",
            pacs.aeTitle(),
            pacs.endpoint(),
            e.toString());
      }
      reachable = false;
      downUntilNanos = System.nanoTime() + REST_AFTER_FAILURE.toNanos();
      throw e;
    }
  }
}
