package org.sealgate.scp.authorization;

import java.util.Optional;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.scp.config.PeerConfiguration;

/**
 * Who is at the other end of an association.
 *
 * @param peer the configured peer
 * @param user the user who has proved to be there (PS3.7 D.3.3.7)
 * @param account the user's account, else the peer's; empty where neither has one
 */
public record Caller(
    PeerConfiguration peer, Optional<String> user, Optional<EthereumAddress> account) {

  /** A peer without a user, where accounts do not matter. */
  public static Caller of(PeerConfiguration peer) {
    return new Caller(peer, Optional.empty(), peer.account());
  }
}
