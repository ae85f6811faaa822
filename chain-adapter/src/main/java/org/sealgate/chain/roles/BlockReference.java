package org.sealgate.chain.roles;

import org.sealgate.chain.log.Digest;

/**
 * A block.
 *
 * @param number its height
 * @param hash its hash, which differs between the branches of a fork
 */
public record BlockReference(long number, Digest hash) {}
