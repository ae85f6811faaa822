package org.sealgate.chain.anchor;

import org.sealgate.chain.log.Digest;

/**
 * An event {@code Anchored} that a transaction has left.
 *
 * @param contract which contract emitted it
 * @param logId the log
 * @param size the anchored number of leaves
 * @param root the anchored root
 * @param by the account that anchored
 */
public record AnchorEvent(
    EthereumAddress contract, Digest logId, long size, Digest root, EthereumAddress by) {}
