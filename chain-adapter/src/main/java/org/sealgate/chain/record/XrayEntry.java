package org.sealgate.chain.record;

import java.time.Instant;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;

/**
 * One image on record.
 *
 * @param index its place, from 0
 * @param doctor the doctor's name in the contract {@code Roles}
 * @param author the doctor's account
 * @param time of its block
 * @param part the body part
 * @param hash the image's leaf hash
 */
public record XrayEntry(
    long index, String doctor, EthereumAddress author, Instant time, BodyPart part, Digest hash) {}
