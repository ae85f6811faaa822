package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.roles.BlockReference;
import org.sealgate.chain.roles.Permission;
import org.sealgate.chain.roles.PermissionChange;
import org.sealgate.chain.roles.Role;
import org.sealgate.chain.roles.RolesLedger;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthBlock;

/** The contract {@code Roles}: who is who in a hospital. */
public final class RolesContract implements RolesLedger {
  private final EthereumEndpoints endpoints;
  private final ContractReader reader;
  private final EventLogs logs;
  private final EthereumAddress address;
  private final OptionalLong chainId;

  /** The contract at this address of whatever chain; nothing is asked yet. */
  public RolesContract(EthereumEndpoints endpoints, EthereumAddress address) {
    this(endpoints, address, OptionalLong.empty());
  }

  /**
   * The contract at this address; nothing is asked yet.
   *
   * @param chainId the chain that {@link #misfit} expects; empty for any
   */
  public RolesContract(EthereumEndpoints endpoints, EthereumAddress address, OptionalLong chainId) {
    this.endpoints = endpoints;
    this.reader = new ContractReader(endpoints, address);
    this.logs = new EventLogs(endpoints, address);
    this.address = address;
    this.chainId = chainId;
  }

  /** Where the contract is. */
  public EthereumAddress address() {
    return address;
  }

  @Override
  public Optional<String> misfit() throws ChainUnavailableException {
    long found = Numbers.saturated(endpoints.ask(web3j -> web3j.ethChainId()).getChainId());
    if (chainId.isPresent() && chainId.getAsLong() != found) {
      return Optional.of("the chain has id " + found + ", not " + chainId.getAsLong());
    }
    String code =
        endpoints
            .ask(web3j -> web3j.ethGetCode(address.hex(), DefaultBlockParameterName.LATEST))
            .getCode();
    if (code == null || code.equals("0x")) {
      return Optional.of("there is no contract at " + address + " of chain " + found);
    }
    return ContractArtifact.ROLES.isDeployedAs(code)
        ? Optional.empty()
        : Optional.of("the contract at " + address + " is not Roles of this program");
  }

  @Override
  public BlockReference newestBlock() throws ChainUnavailableException {
    return reference(
        endpoints
            .ask(web3j -> web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock());
  }

  @Override
  public Optional<BlockReference> block(long number) throws ChainUnavailableException {
    DefaultBlockParameter height = DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
    return Optional.ofNullable(
            endpoints.ask(web3j -> web3j.ethGetBlockByNumber(height, false)).getBlock())
        .map(RolesContract::reference);
  }

  private static BlockReference reference(EthBlock.Block block) {
    return new BlockReference(block.getNumber().longValueExact(), Digest.fromHex(block.getHash()));
  }

  @Override
  public Permission permissionOf(EthereumAddress account) throws ChainUnavailableException {
    ContractReader.Answer answer =
        reader.call(
            "permissionOf",
            List.of(AbiEncoding.address(account)),
            List.of(
                new TypeReference<Utf8String>() {},
                new TypeReference<Uint8>() {},
                new TypeReference<Bool>() {},
                new TypeReference<Bool>() {}));
    return new Permission(
        answer.value(0, String.class),
        Role.of(answer.value(1, BigInteger.class).longValueExact()),
        answer.value(2, Boolean.class),
        answer.value(3, Boolean.class));
  }

  /** The role in which an account may act now; PATIENT if unknown, removed or suspended. */
  public Role roleOf(EthereumAddress account) throws ChainUnavailableException {
    ContractReader.Answer answer =
        reader.call(
            "roleOf",
            List.of(AbiEncoding.address(account)),
            List.of(new TypeReference<Uint8>() {}));
    return Role.of(answer.value(0, BigInteger.class).longValueExact());
  }

  /** The name under which an account was last appointed; stays when its role is taken away. */
  public String nameOf(EthereumAddress account) throws ChainUnavailableException {
    return reader
        .call(
            "nameOf",
            List.of(AbiEncoding.address(account)),
            List.of(new TypeReference<Utf8String>() {}))
        .value(0, String.class);
  }

  /** True if an account holds a role and is allowed to use it. */
  public boolean isAllowed(EthereumAddress account, Role role) throws ChainUnavailableException {
    return reader
        .call(
            "isAllowed",
            List.of(AbiEncoding.address(account), new Uint8(BigInteger.valueOf(role.number()))),
            List.of(new TypeReference<Bool>() {}))
        .value(0, Boolean.class);
  }

  /** True if an account may anchor. */
  public boolean mayAnchor(EthereumAddress account) throws ChainUnavailableException {
    return reader
        .call(
            "mayAnchor",
            List.of(AbiEncoding.address(account)),
            List.of(new TypeReference<Bool>() {}))
        .value(0, Boolean.class);
  }

  @Override
  public List<PermissionChange> changes(long first, long last) throws ChainUnavailableException {
    return RolesEvents.parse(logs.read(first, last, RolesEvents.SET, RolesEvents.REMOVED));
  }

  /**
   * Every account that was ever appointed, in the order of its first appointment, with what is on
   * record for it now.
   *
   * @param firstBlock a block not after the contract's own
   */
  public Map<EthereumAddress, Permission> accounts(long firstBlock)
      throws ChainUnavailableException {
    Set<EthereumAddress> named = new LinkedHashSet<>();
    changes(firstBlock, newestBlock().number()).forEach(change -> named.add(change.account()));
    Map<EthereumAddress, Permission> accounts = new LinkedHashMap<>();
    for (EthereumAddress account : named) {
      accounts.put(account, permissionOf(account));
    }
    return accounts;
  }

  /** All changes of an account's permission, oldest first. */
  public List<PermissionChange> historyOf(EthereumAddress account, long firstBlock)
      throws ChainUnavailableException {
    List<PermissionChange> all = new ArrayList<>(changes(firstBlock, newestBlock().number()));
    all.removeIf(change -> !change.account().equals(account));
    return all;
  }

  /**
   * Appoints an account, or suspends it with {@code allowed} false, and waits for the block.
   *
   * @param by who appoints: a Host, or a Government for Hosts and Governments
   * @param timeout how long to wait for the block
   * @param name at most 64 bytes of UTF-8; empty for a patient, as nothing about one goes on chain
   * @throws RevertedException if the contract refuses; the message has its reason
   */
  public MinedChange setPermission(
      AccountKey by,
      Duration timeout,
      EthereumAddress account,
      String name,
      Role role,
      boolean allowed)
      throws ChainUnavailableException, RevertedException {
    String data =
        AbiEncoding.call(
            "setPermission",
            List.of(
                AbiEncoding.address(account),
                new Utf8String(name),
                new Uint8(BigInteger.valueOf(role.number())),
                new Bool(allowed)));
    return MinedChange.of(new AccountSender(endpoints, by, timeout).send(address, data));
  }

  /** Takes an account's role away and waits for the block. */
  public MinedChange removePermission(AccountKey by, Duration timeout, EthereumAddress account)
      throws ChainUnavailableException, RevertedException {
    String data = AbiEncoding.call("removePermission", List.of(AbiEncoding.address(account)));
    return MinedChange.of(new AccountSender(endpoints, by, timeout).send(address, data));
  }
}
