package org.sealgate.vault.index;

import org.jspecify.annotations.Nullable;

/**
 * The three digests of an instance.
 *
 * @param pixels null where there are no pixels
 * @param wire of the bytes as received
 * @param canonical of the form that does not depend on the transfer syntax
 */
public record FingerprintDigests(@Nullable Digest pixels, Digest wire, Digest canonical) {}
