package org.sealgate.scp.config;

import java.util.Optional;
import java.util.Set;
import org.sealgate.chain.anchor.EthereumAddress;

/**
 * A modality or viewer that may associate with the node.
 *
 * @param aeTitle its AE title, 1 to 16 characters
 * @param endpoint where it listens, if it may be the destination of a C-MOVE
 * @param address the address it must call from, if that is checked
 * @param services what it may do
 * @param account whose role it has, where roles decide
 * @param certificate SHA-256 of the TLS certificate it must show, 64 lower-case hexadecimal digits
 */
public record PeerConfiguration(
    String aeTitle,
    Optional<Endpoint> endpoint,
    Optional<String> address,
    Set<PeerService> services,
    Optional<EthereumAddress> account,
    Optional<String> certificate) {
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
