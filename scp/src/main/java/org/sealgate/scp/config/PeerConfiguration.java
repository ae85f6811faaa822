package org.sealgate.scp.config;

import java.util.Optional;
import java.util.Set;

/**
 * A modality or viewer that may associate with the node.
 *
 * @param aeTitle its AE title, 1 to 16 characters
 * @param endpoint where it listens, if it may be the destination of a C-MOVE
 * @param address the address it must call from, if that is checked
 * @param services what it may do
 */
public record PeerConfiguration(
    String aeTitle,
    Optional<Endpoint> endpoint,
    Optional<String> address,
    Set<PeerService> services) {
  public PeerConfiguration {
    services = Set.copyOf(services);
  }

  /**
   * A TCP endpoint.
   *
   * @param host a name or an address
   * @param port 1 to 65535
   */
  public record Endpoint(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
