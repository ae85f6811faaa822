/**
 * Receipts: a portable file that proves one instance is in an anchored log, and the checks that
 * decide whether it does, against nothing but an Ethereum node. {@code docs/receipt.md} describes
 * the format.
 */
@NullMarked
package org.sealgate.chain.receipt;

import org.jspecify.annotations.NullMarked;
