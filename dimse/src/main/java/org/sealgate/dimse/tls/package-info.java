/**
 * Keys, trusted certificates and secure transport profiles for DICOM over TLS (PS3.15 B.12, B.13).
 *
 * <p>{@link org.sealgate.dimse.tls.TlsFiles} reads PKCS#12 and PEM files and notices when they are
 * replaced; {@link org.sealgate.dimse.tls.TlsProfile} says which versions and cipher suites are
 * used.
 */
@NullMarked
package org.sealgate.dimse.tls;

import org.jspecify.annotations.NullMarked;
