package org.sealgate.chain.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.sealgate.chain.anchor.EthereumAddress;

/**
 * Where a personal value belongs. Its ciphertext is bound to it: moved to another record, field or
 * chain it does not open.
 *
 * @param chainId the chain's id (EIP-155)
 * @param record the record's contract
 * @param field which of its values
 */
public record PersonalContext(long chainId, EthereumAddress record, PersonalField field) {
  /** Chain id (8 bytes, big endian), contract (20 bytes), field (ASCII). */
  byte[] encoded() {
    byte[] name = field.word().getBytes(StandardCharsets.US_ASCII);
    byte[] address = HexFormat.of().parseHex(record.hex().substring(2));
    return ByteBuffer.allocate(Long.BYTES + address.length + name.length)
        .putLong(chainId)
        .put(address)
        .put(name)
        .array();
  }
}
