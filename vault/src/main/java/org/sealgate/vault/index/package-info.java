/**
 * The index: what the vault holds, where each instance still has to go and what is still to be
 * computed from it. One writer groups concurrent changes into shared transactions.
 */
@NullMarked
package org.sealgate.vault.index;

import org.jspecify.annotations.NullMarked;
