package org.sealgate.dimse.association;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.sealgate.dimse.tls.TlsProfile;

/**
 * TLS for a server or a connection.
 *
 * @param context asked for every connection, so that renewed keys and trust hold from the next one
 *     on; {@link org.sealgate.dimse.tls.TlsFiles} makes it from files
 * @param profile protocol versions and cipher suites
 * @param clientCertificateRequired whether a server lets in only clients whose certificate it
 *     trusts; a connection ignores it
 * @param hostNameVerified whether a connection insists on the server's name in its certificate; a
 *     server ignores it
 */
public record TlsSettings(
    Supplier<SSLContext> context,
    TlsProfile profile,
    boolean clientCertificateRequired,
    boolean hostNameVerified) {

  /**
   * Returns settings with authentication of both sides after PS3.15 B.12, without a check of host
   * names: in hospitals certificates name devices more often than hosts.
   */
  public static TlsSettings mutual(Supplier<SSLContext> context) {
    return new TlsSettings(context, TlsProfile.BCP_195_RFC_9325, true, false);
  }

  /** Returns settings with authentication of the server only, after PS3.15 B.12. */
  public static TlsSettings serverOnly(Supplier<SSLContext> context) {
    return new TlsSettings(context, TlsProfile.BCP_195_RFC_9325, false, false);
  }

  /** Returns these settings with another profile. */
  public TlsSettings withProfile(TlsProfile value) {
    return new TlsSettings(context, value, clientCertificateRequired, hostNameVerified);
  }

  /** Returns these settings with a check of the server's name against its certificate. */
  public TlsSettings withHostNameVerified() {
    return new TlsSettings(context, profile, clientCertificateRequired, true);
  }
}
