package org.sealgate.chain.anchor;

import org.sealgate.chain.log.Digest;

/**
 * The arguments of {@code AnchorRegistry.anchor}.
 *
 * @param logId the log
 * @param size its number of leaves
 * @param root its root at that size
 */
public record AnchorCall(Digest logId, long size, Digest root) {}
