package org.sealgate.chain.anchor;

import org.sealgate.chain.log.Digest;

/**
 * A transaction ready to be broadcast, any number of times.
 *
 * @param hash its hash
 * @param raw the signed encoding, {@code 0x} and hexadecimal digits
 * @param nonce the account's nonce in it
 * @param fees what it offers
 */
public record SignedTransaction(Digest hash, String raw, long nonce, Fees fees) {}
