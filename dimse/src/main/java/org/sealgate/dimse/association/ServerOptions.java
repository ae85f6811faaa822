package org.sealgate.dimse.association;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
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
 * @param userIdentities verifies the user identities that peers claim
 * @param tls null for a plain connection
 */
public record ServerOptions(
    InetSocketAddress address,
    int backlog,
    AssociationLimits limits,
    AssociationTimeouts timeouts,
    Implementation implementation,
    Duration closeGrace,
    UserIdentityVerifier userIdentities,
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
        UserIdentityVerifier.NOT_SUPPORTED,
        null);
  }

  /** Returns these options with other limits. */
  public ServerOptions withLimits(AssociationLimits value) {
    return with(copy -> copy.limits = value);
  }

  /** Returns these options with other time-outs. */
  public ServerOptions withTimeouts(AssociationTimeouts value) {
    return with(copy -> copy.timeouts = value);
  }

  /** Returns these options with other implementation names. */
  public ServerOptions withImplementation(Implementation value) {
    return with(copy -> copy.implementation = value);
  }

  /** Returns these options with another time for requests in work when the server closes. */
  public ServerOptions withCloseGrace(Duration value) {
    return with(copy -> copy.closeGrace = value);
  }

  /** Returns these options with verification of user identities. */
  public ServerOptions withUserIdentities(UserIdentityVerifier value) {
    return with(copy -> copy.userIdentities = value);
  }

  /** Returns these options with TLS. */
  public ServerOptions withTls(TlsSettings value) {
    return with(copy -> copy.tls = value);
  }

  private ServerOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.build();
  }

  /** The components of a copy that is not finished; what it has no field for stays. */
  private static final class Copy {
    private final ServerOptions original;
    private AssociationLimits limits;
    private AssociationTimeouts timeouts;
    private Implementation implementation;
    private Duration closeGrace;
    private UserIdentityVerifier userIdentities;
    private @Nullable TlsSettings tls;

    Copy(ServerOptions original) {
      this.original = original;
      this.limits = original.limits;
      this.timeouts = original.timeouts;
      this.implementation = original.implementation;
      this.closeGrace = original.closeGrace;
      this.userIdentities = original.userIdentities;
      this.tls = original.tls;
    }

    ServerOptions build() {
      return new ServerOptions(
          original.address,
          original.backlog,
          limits,
          timeouts,
          implementation,
          closeGrace,
          userIdentities,
          tls);
    }
  }
}
