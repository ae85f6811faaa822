package org.sealgate.dimse.association;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The other side of a connection: where it is and who it has proved to be.
 *
 * @param address IP address
 * @param port TCP port
 * @param certificate what it authenticated itself with in the TLS handshake; empty without TLS, and
 *     where a server asks its clients for none
 * @param user the user identity (PS3.7 D.3.3.7) that the server's {@link UserIdentityVerifier}
 *     found to be true; empty if none was claimed, and always empty at the requestor
 */
public record AssociationPeer(
    InetAddress address,
    int port,
    Optional<PeerCertificate> certificate,
    Optional<UserIdentity> user) {

  /** Returns the other end of a connected socket, of which nothing more is known yet. */
  public static AssociationPeer at(InetSocketAddress socketAddress) {
    return new AssociationPeer(
        socketAddress.getAddress(), socketAddress.getPort(), Optional.empty(), Optional.empty());
  }

  /** Returns this peer with the certificate that it authenticated itself with. */
  public AssociationPeer withCertificate(PeerCertificate value) {
    return new AssociationPeer(address, port, Optional.of(value), user);
  }

  /** Returns this peer with a user identity that was verified. */
  public AssociationPeer withUser(UserIdentity value) {
    return new AssociationPeer(address, port, certificate, Optional.of(value));
  }

  /** Returns address and port, for logs. */
  @Override
  public String toString() {
    return address.getHostAddress() + ":" + port;
  }
}
