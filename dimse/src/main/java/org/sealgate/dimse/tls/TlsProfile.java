package org.sealgate.dimse.tls;

import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLParameters;

/**
 * A TLS Secure Transport Connection Profile of PS3.15 Annex B: which protocol versions and cipher
 * suites are offered and taken. Neither of the two given here goes below TLS 1.2, whatever the peer
 * can do.
 *
 * @param name what the profile is called in configurations and logs
 * @param protocols versions by their JDK names, the most preferred first
 * @param cipherSuites of all versions by their IANA names, the most preferred first
 * @param namedGroups for key exchange, the most preferred first; none means those of the JDK
 */
public record TlsProfile(
    String name, List<String> protocols, List<String> cipherSuites, List<String> namedGroups) {

  /**
   * B.12, BCP 195 (RFC 8996, RFC 9325): TLS 1.3, and TLS 1.2 with the cipher suites that RFC 9325
   * 4.2 recommends. All have forward secrecy and authenticated encryption.
   */
  public static final TlsProfile BCP_195_RFC_9325 =
      new TlsProfile(
          "bcp195",
          List.of("TLSv1.3", "TLSv1.2"),
          List.of(
              "TLS_AES_256_GCM_SHA384",
              "TLS_AES_128_GCM_SHA256",
              "TLS_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
          List.of());

  /**
   * B.13, modified BCP 195: only the algorithms that the profile permits, key exchange with at
   * least 256 bits. Of its cipher suites those with CCM and Camellia are missing, because the JDK
   * has none; DHE is left out, because B.13 forbids it where its key length cannot be set for each
   * connection.
   */
  public static final TlsProfile MODIFIED_BCP_195_RFC_9325 =
      new TlsProfile(
          "bcp195-modified",
          List.of("TLSv1.3", "TLSv1.2"),
          List.of(
              "TLS_AES_256_GCM_SHA384",
              "TLS_CHACHA20_POLY1305_SHA256",
              "TLS_AES_128_GCM_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
          List.of("x25519", "secp256r1", "secp384r1", "secp521r1"));

  /** The profiles that a configuration can name. */
  public static final List<TlsProfile> ALL = List.of(BCP_195_RFC_9325, MODIFIED_BCP_195_RFC_9325);

  public TlsProfile {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
    namedGroups = List.copyOf(namedGroups);
  }

  /**
   * Returns the profile with a name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static TlsProfile named(String name) {
    return ALL.stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "TLS profile is '%s'; it must be one of %s"
                    .formatted(name, ALL.stream().map(TlsProfile::name).toList())));
  }

  /**
   * Restricts a connection to this profile, in the server's order of preference.
   *
   * @param parameters those of the connection, changed in place
   * @param supported cipher suites that the TLS implementation has
   * @throws IllegalStateException if it has none of the profile's
   */
  public void applyTo(SSLParameters parameters, Set<String> supported) {
    String[] suites = cipherSuites.stream().filter(supported::contains).toArray(String[]::new);
    if (suites.length == 0) {
      throw new IllegalStateException(
          "TLS profile %s: none of its cipher suites is supported here".formatted(name));
    }
    parameters.setProtocols(protocols.toArray(String[]::new));
    parameters.setCipherSuites(suites);
    parameters.setUseCipherSuitesOrder(true);
    if (!namedGroups.isEmpty()) {
      parameters.setNamedGroups(namedGroups.toArray(String[]::new));
    }
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
