/**
 * Recording checkpoints of the log on a chain, behind everything else: an {@link
 * org.sealgate.chain.anchor.Anchorer} with a thread of its own and a durable outbox, over the
 * interface {@link org.sealgate.chain.anchor.AnchorChain}. A chain that is slow, down or forked
 * delays anchoring and nothing else.
 */
@NullMarked
package org.sealgate.chain.anchor;

import org.jspecify.annotations.NullMarked;
