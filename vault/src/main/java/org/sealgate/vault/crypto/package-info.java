/**
 * Envelope encryption of one object: a fresh data key per object, wrapped under a key-encryption
 * key, and AES-256-GCM chunks that authenticate their place in the object. The format is specified
 * byte by byte in {@code docs/vault-format.md}.
 */
@NullMarked
package org.sealgate.vault.crypto;

import org.jspecify.annotations.NullMarked;
