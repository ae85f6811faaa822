package org.sealgate.dimse.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.ImplementationClassUid;
import org.sealgate.dimse.pdu.ImplementationVersionName;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.pdu.UserInformationItem;

/**
 * How to open an association.
 *
 * @param host name or IP address of the peer
 * @param port its TCP port
 * @param calledAeTitle the peer's title
 * @param callingAeTitle this node's title
 * @param presentationContexts what is proposed
 * @param information user information to send besides maximum length and implementation: roles,
 *     operations window, extended negotiation, user identity
 * @param limits what the peer may use up; those on associations do not apply
 * @param timeouts what the peer may make this side wait for
 * @param implementation the names this node gives itself
 * @param session handles requests from the peer: C-GET sub-operations, N-EVENT-REPORT
 * @param tls null for a plain connection
 */
public record ConnectOptions(
    String host,
    int port,
    AeTitle calledAeTitle,
    AeTitle callingAeTitle,
    List<PresentationContextProposal> presentationContexts,
    List<UserInformationItem> information,
    AssociationLimits limits,
    AssociationTimeouts timeouts,
    Implementation implementation,
    AssociationSession session,
    @Nullable TlsSettings tls) {

  public ConnectOptions {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port is " + port + "; it must be 1 to 65535");
    }
    presentationContexts = List.copyOf(presentationContexts);
    information = List.copyOf(information);
    for (UserInformationItem item : information) {
      if (item instanceof MaximumLength
          || item instanceof ImplementationClassUid
          || item instanceof ImplementationVersionName) {
        throw new IllegalArgumentException(item + " is sent from limits and implementation");
      }
    }
  }

  /** Returns options with the defaults and no presentation context yet. */
  public static ConnectOptions to(
      String host, int port, AeTitle calledAeTitle, AeTitle callingAeTitle) {
    return new ConnectOptions(
        host,
        port,
        calledAeTitle,
        callingAeTitle,
        List.of(),
        List.of(),
        AssociationLimits.DEFAULT,
        AssociationTimeouts.DEFAULT,
        Implementation.DEFAULT,
        AssociationSession.NO_REQUESTS,
        null);
  }

  /** Returns these options with one more context, with the next odd id. */
  public ConnectOptions propose(String abstractSyntax, String... transferSyntaxes) {
    return propose(abstractSyntax, Arrays.asList(transferSyntaxes));
  }

  /** Returns these options with one more context, with the next odd id. */
  public ConnectOptions propose(String abstractSyntax, List<String> transferSyntaxes) {
    int last = presentationContexts.isEmpty() ? -1 : presentationContexts.getLast().id();
    List<PresentationContextProposal> more = new ArrayList<>(presentationContexts);
    more.add(new PresentationContextProposal(last + 2, abstractSyntax, transferSyntaxes));
    return withPresentationContexts(more);
  }

  /** Returns these options with other contexts. */
  public ConnectOptions withPresentationContexts(List<PresentationContextProposal> value) {
    return with(copy -> copy.presentationContexts = value);
  }

  /** Returns these options with one more item of user information. */
  public ConnectOptions withInformation(UserInformationItem item) {
    List<UserInformationItem> more = new ArrayList<>(information);
    more.add(item);
    return with(copy -> copy.information = more);
  }

  /** Returns these options with other limits. */
  public ConnectOptions withLimits(AssociationLimits value) {
    return with(copy -> copy.limits = value);
  }

  /** Returns these options with other time-outs. */
  public ConnectOptions withTimeouts(AssociationTimeouts value) {
    return with(copy -> copy.timeouts = value);
  }

  /** Returns these options with other implementation names. */
  public ConnectOptions withImplementation(Implementation value) {
    return with(copy -> copy.implementation = value);
  }

  /** Returns these options with a handler for requests from the peer. */
  public ConnectOptions withSession(AssociationSession value) {
    return with(copy -> copy.session = value);
  }

  /** Returns these options with TLS. */
  public ConnectOptions withTls(TlsSettings value) {
    return with(copy -> copy.tls = value);
  }

  private ConnectOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.build();
  }

  UserInformation userInformation() {
    List<UserInformationItem> items = new ArrayList<>();
    items.add(new MaximumLength(limits.maximumPduLength()));
    implementation.classUid().map(ImplementationClassUid::new).ifPresent(items::add);
    items.addAll(information);
    implementation.versionName().map(ImplementationVersionName::new).ifPresent(items::add);
    return new UserInformation(items);
  }

  /** The components of a copy that is not finished; what it has no field for stays. */
  private static final class Copy {
    private final ConnectOptions original;
    private List<PresentationContextProposal> presentationContexts;
    private List<UserInformationItem> information;
    private AssociationLimits limits;
    private AssociationTimeouts timeouts;
    private Implementation implementation;
    private AssociationSession session;
    private @Nullable TlsSettings tls;

    Copy(ConnectOptions original) {
      this.original = original;
      this.presentationContexts = original.presentationContexts;
      this.information = original.information;
      this.limits = original.limits;
      this.timeouts = original.timeouts;
      this.implementation = original.implementation;
      this.session = original.session;
      this.tls = original.tls;
    }

    ConnectOptions build() {
      return new ConnectOptions(
          original.host,
          original.port,
          original.calledAeTitle,
          original.callingAeTitle,
          presentationContexts,
          information,
          limits,
          timeouts,
          implementation,
          session,
          tls);
    }
  }
}
