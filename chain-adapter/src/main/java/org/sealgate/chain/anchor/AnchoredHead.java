package org.sealgate.chain.anchor;

import org.sealgate.chain.log.Digest;

/**
 * The newest anchor of a log in the contract.
 *
 * @param size its number of leaves
 * @param root its root
 */
public record AnchoredHead(long size, Digest root) {}
