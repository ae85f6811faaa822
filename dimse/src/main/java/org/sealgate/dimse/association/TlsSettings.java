package org.sealgate.dimse.association;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * TLS for a server or a connection, after the BCP 195 profiles (PS3.15 B.9 to B.13): TLS 1.2 and
 * 1.3 with the JDK's cipher suites.
 *
 * @param context asked for every connection, so that renewed keys and trust hold from the next one
 *     on
 * @param clientCertificateRequired whether a server lets in only clients whose certificate it
 *     trusts
 * @param hostNameVerified whether a connection insists on the server's name in its certificate
 */
public record TlsSettings(
    Supplier<SSLContext> context, boolean clientCertificateRequired, boolean hostNameVerified) {

  /** Returns settings with authentication of both sides, without a check of host names. */
  public static TlsSettings mutual(Supplier<SSLContext> context) {
    return new TlsSettings(context, true, false);
  }
}
