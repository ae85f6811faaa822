package org.sealgate.chain.ethereum;

import java.util.ArrayList;
import java.util.List;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.roles.PermissionChange;
import org.sealgate.chain.roles.Role;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.Log;

/** The events of the contract {@code Roles}. */
final class RolesEvents {
  /**
   * Topic of {@code PermissionSet(address indexed account, Role indexed role, bool allowed, string
   * name, address indexed by)}.
   */
  static final String SET = Hash.sha3String("PermissionSet(address,uint8,bool,string,address)");

  /**
   * Topic of {@code PermissionRemoved(address indexed account, Role indexed role, address indexed
   * by)}.
   */
  static final String REMOVED = Hash.sha3String("PermissionRemoved(address,uint8,address)");

  private RolesEvents() {}

  static List<PermissionChange> parse(List<Log> logs) {
    List<PermissionChange> changes = new ArrayList<>();
    for (Log log : logs) {
      List<String> topics = log.getTopics();
      if (topics.size() == 4 && topics.getFirst().equals(SET)) {
        changes.add(set(log));
      } else if (topics.size() == 4 && topics.getFirst().equals(REMOVED)) {
        changes.add(new PermissionChange.Removed(account(log), role(log), origin(log)));
      }
    }
    return changes;
  }

  /** Web3j asks for and gives lists of the raw type. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static PermissionChange set(Log log) {
    List<TypeReference<?>> types =
        List.of(new TypeReference<Bool>() {}, new TypeReference<Utf8String>() {});
    List<Type> values =
        FunctionReturnDecoder.decode(log.getData(), (List<TypeReference<Type>>) (List) types);
    return new PermissionChange.Set(
        account(log),
        role(log),
        (Boolean) values.get(0).getValue(),
        (String) values.get(1).getValue(),
        origin(log));
  }

  private static EthereumAddress account(Log log) {
    return AbiEncoding.address(log.getTopics().get(1), 0);
  }

  private static Role role(Log log) {
    return Role.of(AbiEncoding.number(log.getTopics().get(2), 0));
  }

  private static PermissionChange.Origin origin(Log log) {
    return new PermissionChange.Origin(
        AbiEncoding.address(log.getTopics().get(3), 0),
        log.getBlockNumber().longValueExact(),
        Digest.fromHex(log.getTransactionHash()));
  }
}
