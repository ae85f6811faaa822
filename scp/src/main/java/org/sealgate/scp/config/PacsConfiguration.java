package org.sealgate.scp.config;

import java.time.Duration;
import java.util.Optional;
import org.sealgate.scp.config.PeerConfiguration.Endpoint;

/**
 * The archive behind the node.
 *
 * @param aeTitle its AE title
 * @param endpoint where it listens
 * @param callingAeTitle the AE title to call it with; empty passes the calling peer's own through
 * @param retrieveWith how instances are fetched from it
 * @param connectTimeout how long to wait for its TCP connection and its A-ASSOCIATE answer
 * @param responseTimeout how long to wait for a DIMSE response
 */
public record PacsConfiguration(
    String aeTitle,
    Endpoint endpoint,
    Optional<String> callingAeTitle,
    RetrieveWith retrieveWith,
    Duration connectTimeout,
    Duration responseTimeout) {

  /** The service with which the node fetches from the PACS. */
  public enum RetrieveWith {
    /** C-MOVE to the node's own AE title, which the PACS has to know. */
    MOVE,
    /** C-GET, for a PACS that offers it. */
    GET
  }

  /** The AE title to call the PACS with on behalf of a peer. */
  public String callingAeTitleFor(String peerAeTitle) {
    return callingAeTitle.orElse(peerAeTitle);
  }
}
