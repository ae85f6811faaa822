package org.sealgate.chain.ethereum;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.roles.Role;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Puts the contracts on a chain. */
public final class ContractDeployer {
  private final EthereumEndpoints endpoints;
  private final Duration timeout;

  /**
   * A deployer.
   *
   * @param endpoints how the chain is reached; closed by the caller
   * @param timeout how long to wait for each transaction's block
   */
  public ContractDeployer(EthereumEndpoints endpoints, Duration timeout) {
    this.endpoints = endpoints;
    this.timeout = timeout;
  }

  /**
   * A contract and the transaction that made it.
   *
   * @param address where it is
   * @param blockNumber its block
   * @param gasUsed what it cost
   */
  public record Deployment(EthereumAddress address, long blockNumber, long gasUsed) {}

  /**
   * The contracts of a hospital.
   *
   * @param roles who is who
   * @param anchorRegistry where logs are anchored
   */
  public record Contracts(Deployment roles, Deployment anchorRegistry) {}

  /**
   * Deploys Roles and AnchorRegistry, appoints the hospital as Host and the node as Device, so that
   * the node may anchor.
   *
   * @param government pays for the contracts and appoints the Host
   * @param host the hospital; another account than the government, as an account has one role
   * @param node the node's account; may be the hospital's own, which may anchor as Host
   * @throws RevertedException if a contract refuses
   * @throws ChainUnavailableException if the chain does not answer, or not in time
   */
  public Contracts deployAll(AccountKey government, AccountKey host, EthereumAddress node)
      throws ChainUnavailableException, RevertedException {
    if (government.address().equals(host.address()) || government.address().equals(node)) {
      throw new IllegalArgumentException(
          "government must be another account than host and node: an account has one role");
    }
    Deployment roles = deployRoles(government, "Government");
    Deployment registry = deployAnchorRegistry(government, roles.address());
    RolesContract contract = new RolesContract(endpoints, roles.address());
    contract.setPermission(government, timeout, host.address(), "Host", Role.HOST, true);
    if (!node.equals(host.address())) {
      contract.setPermission(host, timeout, node, "Sealgate", Role.DEVICE, true);
    }
    return new Contracts(roles, registry);
  }

  /** Deploys Roles with {@code government} as the first Government. */
  public Deployment deployRoles(AccountKey government, String name)
      throws ChainUnavailableException, RevertedException {
    return deploy(
        government,
        ContractArtifact.ROLES,
        List.of(AbiEncoding.address(government.address()), new Utf8String(name)));
  }

  /** Deploys an AnchorRegistry that asks {@code roles} who may anchor. */
  public Deployment deployAnchorRegistry(AccountKey payer, EthereumAddress roles)
      throws ChainUnavailableException, RevertedException {
    return deploy(payer, ContractArtifact.ANCHOR_REGISTRY, List.of(AbiEncoding.address(roles)));
  }

  /** Deploys the record of the patient with this account. */
  public Deployment deployPatientRecord(
      AccountKey payer, EthereumAddress roles, EthereumAddress patient)
      throws ChainUnavailableException, RevertedException {
    return deploy(
        payer,
        ContractArtifact.PATIENT_RECORD,
        List.of(AbiEncoding.address(roles), AbiEncoding.address(patient)));
  }

  private Deployment deploy(AccountKey payer, ContractArtifact contract, List<Type<?>> arguments)
      throws ChainUnavailableException, RevertedException {
    String code = "0x" + contract.creationCode() + AbiEncoding.constructor(arguments);
    TransactionReceipt receipt = new AccountSender(endpoints, payer, timeout).send(null, code);
    @Nullable String address = receipt.getContractAddress();
    if (address == null) {
      throw new IllegalStateException(
          "transaction " + receipt.getTransactionHash() + " has created no contract");
    }
    return new Deployment(
        new EthereumAddress(address),
        receipt.getBlockNumber().longValueExact(),
        receipt.getGasUsed().longValueExact());
  }
}
