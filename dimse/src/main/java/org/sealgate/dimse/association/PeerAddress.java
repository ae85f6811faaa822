package org.sealgate.dimse.association;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The network address of the other side.
 *
 * @param address IP address
 * @param port TCP port
 */
public record PeerAddress(InetAddress address, int port) {
  /** Returns the address of a connected socket's other end. */
  public static PeerAddress of(InetSocketAddress socketAddress) {
    return new PeerAddress(socketAddress.getAddress(), socketAddress.getPort());
  }

  /** Returns address and port for logs. */
  @Override
  public String toString() {
    return address.getHostAddress() + ":" + port;
  }
}
