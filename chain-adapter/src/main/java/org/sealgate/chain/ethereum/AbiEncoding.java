package org.sealgate.chain.ethereum;

import java.util.List;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;

/** Call data and words of the ABI. */
final class AbiEncoding {
  private AbiEncoding() {}

  /** Call data of a function: selector and arguments, {@code 0x} and hexadecimal digits. */
  static String call(String function, List<Type<?>> arguments) {
    return FunctionEncoder.encode(new Function(function, raw(arguments), List.of()));
  }

  /** Constructor arguments, hexadecimal digits without prefix. */
  static String constructor(List<Type<?>> arguments) {
    return FunctionEncoder.encodeConstructor(raw(arguments));
  }

  /** Web3j asks for lists of the raw type. */
  @SuppressWarnings("rawtypes")
  private static List<Type> raw(List<Type<?>> arguments) {
    return List.copyOf(arguments);
  }

  static Bytes32 bytes32(Digest digest) {
    return new Bytes32(digest.bytes());
  }

  static Uint64 uint64(long value) {
    return new Uint64(value);
  }

  static Address address(EthereumAddress address) {
    return new Address(address.hex());
  }

  /** The word at this position of an answer or of an event's data. */
  static String word(String data, int position) {
    int start = 2 + 64 * position;
    if (data.length() < start + 64) {
      throw new IllegalArgumentException("the answer is too short: " + data);
    }
    return data.substring(start, start + 64);
  }

  static Digest digest(String data, int position) {
    return Digest.fromHex(word(data, position));
  }

  static long number(String data, int position) {
    return Numbers.saturated(Numbers.parseHex(word(data, position)));
  }

  static boolean bool(String data, int position) {
    return number(data, position) == 1;
  }

  static EthereumAddress address(String data, int position) {
    return new EthereumAddress("0x" + word(data, position).substring(24));
  }
}
