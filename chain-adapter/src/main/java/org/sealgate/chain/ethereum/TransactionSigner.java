package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.anchor.Fees;
import org.sealgate.chain.anchor.SignedTransaction;
import org.sealgate.chain.log.Digest;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Signs an account's transactions for one chain. */
final class TransactionSigner {
  private final AccountKey key;
  private final long chainId;

  TransactionSigner(AccountKey key, long chainId) {
    this.key = key;
    this.chainId = chainId;
  }

  EthereumAddress address() {
    return key.address();
  }

  /**
   * Signs a call, or the creation of a contract if {@code to} is null; no value is sent.
   *
   * @param data call data or creation code, {@code 0x} and hexadecimal digits
   */
  SignedTransaction sign(@Nullable String to, String data, long nonce, Fees fees, long gasLimit) {
    BigInteger gas = BigInteger.valueOf(gasLimit);
    RawTransaction transaction =
        switch (fees) {
          case Fees.Legacy(long price) ->
              RawTransaction.createTransaction(
                  BigInteger.valueOf(nonce), BigInteger.valueOf(price), gas, to, data);
          case Fees.Dynamic(long most, long tip) ->
              RawTransaction.createTransaction(
                  chainId,
                  BigInteger.valueOf(nonce),
                  gas,
                  to,
                  BigInteger.ZERO,
                  data,
                  BigInteger.valueOf(tip),
                  BigInteger.valueOf(most));
        };
    byte[] raw = encode(transaction, fees);
    return new SignedTransaction(Digest.of(Hash.sha3(raw)), Numeric.toHexString(raw), nonce, fees);
  }

  /** A typed transaction has the chain id in it; a legacy one is bound to the chain by EIP-155. */
  private byte[] encode(RawTransaction transaction, Fees fees) {
    return switch (fees) {
      case Fees.Legacy legacy ->
          TransactionEncoder.signMessage(transaction, chainId, key.credentials());
      case Fees.Dynamic dynamic -> TransactionEncoder.signMessage(transaction, key.credentials());
    };
  }
}
