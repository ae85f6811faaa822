package org.sealgate.scp.config;

import java.nio.file.Path;

/**
 * TLS on the DICOM port (PS3.15 B.12); the files are read again when they change.
 *
 * @param keyStore a PKCS#12 key store with the node's key and certificate chain
 * @param keyStorePasswordFile the file with its password
 * @param trustedCertificates a PEM file with the certificates that clients' certificates are
 *     checked against
 * @param clientCertificateRequired whether only clients with a trusted certificate are let in
 */
public record TlsConfiguration(
    Path keyStore,
    Path keyStorePasswordFile,
    Path trustedCertificates,
    boolean clientCertificateRequired) {}
