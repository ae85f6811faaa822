package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.AnchorRegistryContract;
import org.sealgate.chain.ethereum.ContractDeployer;
import org.sealgate.chain.ethereum.ContractDeployer.Deployment;
import org.sealgate.chain.ethereum.MinedChange;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.scp.config.AnchorConfiguration;
import org.sealgate.scp.config.NodeConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done once for a hospital's chain and once for each node. */
@Command(
    name = "chain",
    mixinStandardHelpOptions = true,
    description = "Put the contracts on a chain; assign a node's log.",
    subcommands = {ChainCommand.Deploy.class, ChainCommand.AssignLog.class})
final class ChainCommand {

  /** Deploys Roles and AnchorRegistry; who does becomes the first Government. */
  @Command(
      name = "deploy",
      mixinStandardHelpOptions = true,
      description = "Deploy Roles and AnchorRegistry; whoever does becomes the first Government.")
  static final class Deploy implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "the Government's name on the chain (default: ${DEFAULT-VALUE})")
    String name = "Government";

    @Override
    public Integer call() throws IOException, CommandFailedException {
      AccountKey government = chain.key();
      return chain.ask(endpoints -> {
        ContractDeployer deployer = new ContractDeployer(endpoints, chain.timeout());
        Deployment roles = deployer.deployRoles(government, name);
        Deployment registry = deployer.deployAnchorRegistry(government, roles.address());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("roles", roles.address().toString());
        values.put("anchorRegistry", registry.address().toString());
        values.put("firstBlock", roles.blockNumber());
        values.put("gas", roles.gasUsed() + registry.gasUsed());
        Output.print(chain.json, values);
        return 0;
      });
    }
  }

  /** A Host says which account anchors the log of the configured node. */
  @Command(
      name = "assign-log",
      mixinStandardHelpOptions = true,
      description =
          "As Host, make the node's account the only one that anchors the node's log. Done before"
              + " the first anchor, that one costs no more than the others.")
  static final class AssignLog implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "ACCOUNT",
        description = "who anchors it (default: the account of anchor.key-store)")
    @Nullable String account;

    @Override
    public Integer call() throws IOException, CommandFailedException {
      NodeConfiguration node = chain.file.read();
      AnchorConfiguration anchor =
          node.anchor()
              .orElseThrow(() ->
                  new CommandFailedException(
                      "anchor: nothing is configured in " + chain.file.file));
      Digest logId = logId(node.log());
      EthereumAddress owner = account == null ? ownAccount(anchor) : chain.account(account);
      AccountKey host = chain.key();
      EthereumAddress registry = new EthereumAddress(anchor.contract());
      MinedChange change =
          chain.ask(endpoints ->
              new AnchorRegistryContract(endpoints, registry)
                  .assignLog(host, chain.timeout(), logId, owner));
      Output.printChange(
          chain.json,
          owner + " anchors log " + logId.prefixedHex(),
          change,
          Map.of("log", logId.prefixedHex(), "owner", owner.toString()));
      return 0;
    }

    private static Digest logId(NodeConfiguration.Log log)
        throws IOException, CommandFailedException {
      try {
        return LogSigner.load(log.keyFile(), log.origin()).identity().logId();
      } catch (NoSuchFileException absent) {
        throw new CommandFailedException(
            "log.key-file: "
                + log.keyFile()
                + " is missing; `sealgate keys new` makes it, and so does the node's first start");
      }
    }

    private static EthereumAddress ownAccount(AnchorConfiguration anchor)
        throws IOException, CommandFailedException {
      return ChainOptions.open(
              anchor.keyStore(),
              Optional.of(anchor.keyStorePasswordFile()),
              "anchor.key-store-password-file")
          .address();
    }
  }
}
