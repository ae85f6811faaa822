package org.sealgate.dimse.association;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * The end-entity certificate that a peer authenticated itself with in the TLS handshake. Its chain
 * was checked against the trusted certificates before anybody sees it here.
 *
 * @param certificate the certificate itself, for whoever needs more than its name
 * @param subject distinguished name, as RFC 2253 writes it
 * @param sha256 SHA-256 of its DER encoding in lower-case hexadecimal, to pin it by
 */
public record PeerCertificate(X509Certificate certificate, String subject, String sha256) {

  /** Returns what there is to say about a certificate. */
  public static PeerCertificate of(X509Certificate certificate) {
    return new PeerCertificate(
        certificate, certificate.getSubjectX500Principal().getName(), sha256(certificate));
  }

  private static String sha256(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
      // Every JDK has SHA-256, and what came over the wire is encoded already.
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns subject and digest, for logs. */
  @Override
  public String toString() {
    return subject + " (SHA-256 " + sha256 + ")";
  }
}
