package org.sealgate.dimse.association;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link DicomServer} listens.
 *
 * @param address local address; port 0 lets the system choose
 * @param backlog connections that may wait to be accepted
 * @param limits what peers may use up
 * @param timeouts what peers may make it wait for
 * @param implementation the names it gives itself
 * @param closeGrace how long {@link DicomServer#close()} lets requests in work go on
 * @param tls null for a plain connection
 */
public record ServerOptions(
    InetSocketAddress address,
    int backlog,
    AssociationLimits limits,
    AssociationTimeouts timeouts,
    Implementation implementation,
    Duration closeGrace,
    @Nullable TlsSettings tls) {

  public ServerOptions {
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog is " + backlog + "; it must be at least 1");
    }
  }

  /** Returns the defaults on all addresses. */
  public static ServerOptions onPort(int port) {
    return at(new InetSocketAddress(port));
  }

  /** Returns the defaults on the loopback address only. */
  public static ServerOptions onLoopback(int port) {
    return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Returns the defaults on one address. */
  public static ServerOptions at(InetSocketAddress address) {
    return new ServerOptions(
        address,
        128,
        AssociationLimits.DEFAULT,
        AssociationTimeouts.DEFAULT,
        Implementation.DEFAULT,
        Duration.ofSeconds(10),
        null);
  }

  /** Returns these options with other limits. */
  public ServerOptions withLimits(AssociationLimits value) {
    return new ServerOptions(address, backlog, value, timeouts, implementation, closeGrace, tls);
  }

  /** Returns these options with other time-outs. */
  public ServerOptions withTimeouts(AssociationTimeouts value) {
    return new ServerOptions(address, backlog, limits, value, implementation, closeGrace, tls);
  }

  /** Returns these options with other implementation names. */
  public ServerOptions withImplementation(Implementation value) {
    return new ServerOptions(address, backlog, limits, timeouts, value, closeGrace, tls);
  }

  /** Returns these options with another time for requests in work when the server closes. */
  public ServerOptions withCloseGrace(Duration value) {
    return new ServerOptions(address, backlog, limits, timeouts, implementation, value, tls);
  }

  /** Returns these options with TLS. */
  public ServerOptions withTls(TlsSettings value) {
    return new ServerOptions(address, backlog, limits, timeouts, implementation, closeGrace, value);
  }
}
