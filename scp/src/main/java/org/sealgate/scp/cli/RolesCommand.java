package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.MinedChange;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.roles.Permission;
import org.sealgate.chain.roles.PermissionChange;
import org.sealgate.chain.roles.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is who on the chain. */
@Command(
    name = "roles",
    mixinStandardHelpOptions = true,
    description = "Grant, revoke and show roles on the chain; open the break-glass.",
    subcommands = {
      RolesCommand.Grant.class,
      RolesCommand.Revoke.class,
      RolesCommand.Show.class,
      RolesCommand.Everyone.class,
      BreakGlassCommand.class,
      PasscodeCommand.class
    })
final class RolesCommand {

  /** Appoints an account, or suspends it. */
  @Command(
      name = "grant",
      mixinStandardHelpOptions = true,
      description = "Appoint an account (setPermission).")
  static final class Grant implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Parameters(paramLabel = "ACCOUNT", description = "an address, or a name in roles.accounts")
    String account = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "${COMPLETION-CANDIDATES}")
    Role role = Role.PATIENT;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "the name on the chain, for everyone to read; none for a patient")
    String name = "";

    @Option(names = "--suspended", description = "the account may not act until granted again")
    boolean suspended;

    @Override
    public Integer call() throws IOException, CommandFailedException {
      EthereumAddress address = chain.account(account);
      AccountKey key = chain.key();
      try (EthereumEndpoints endpoints = chain.open()) {
        MinedChange change =
            new RolesContract(endpoints, chain.rolesContract())
                .setPermission(key, chain.timeout(), address, name, role, !suspended);
        String title = role.word() + (name.isEmpty() ? "" : " \"" + name + "\"");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("account", address.toString());
        facts.put("role", role.word());
        facts.put("name", name);
        facts.put("allowed", !suspended);
        Output.printChange(
            chain.json,
            address + (suspended ? " is suspended as " : " is now ") + title,
            change,
            facts);
        return 0;
      } catch (RevertedException e) {
        throw CommandFailedException.refused(e);
      }
    }
  }

  /** Takes an account's role away. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Take an account's role away (removePermission).")
  static final class Revoke implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Parameters(paramLabel = "ACCOUNT", description = "an address, or a name in roles.accounts")
    String account = "";

    @Override
    public Integer call() throws IOException, CommandFailedException {
      EthereumAddress address = chain.account(account);
      AccountKey key = chain.key();
      try (EthereumEndpoints endpoints = chain.open()) {
        MinedChange change =
            new RolesContract(endpoints, chain.rolesContract())
                .removePermission(key, chain.timeout(), address);
        Output.printChange(
            chain.json,
            address + " has no role any more",
            change,
            Map.of("account", address.toString()));
        return 0;
      } catch (RevertedException e) {
        throw CommandFailedException.refused(e);
      }
    }
  }

  /** Shows one account with its history. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show an account's role and how it came about.")
  static final class Show implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Parameters(paramLabel = "ACCOUNT", description = "an address, or a name in roles.accounts")
    String account = "";

    @Override
    public Integer call() throws IOException, CommandFailedException {
      EthereumAddress address = chain.account(account);
      try (EthereumEndpoints endpoints = chain.open()) {
        RolesContract roles = new RolesContract(endpoints, chain.rolesContract());
        Map<String, Object> values = view(address, roles.permissionOf(address));
        List<String> history =
            roles.historyOf(address, chain.firstBlock()).stream().map(Show::sentence).toList();
        if (chain.json) {
          values.put("history", history);
        }
        Output.print(chain.json, values);
        if (!chain.json) {
          history.forEach(line -> System.out.println("  " + line));
        }
        return 0;
      }
    }

    private static String sentence(PermissionChange change) {
      String what =
          switch (change) {
            case PermissionChange.Set set ->
                (set.allowed() ? "granted " : "suspended as ") + set.role().word();
            case PermissionChange.Removed removed -> "removed as " + removed.role().word();
          };
      return "block %d: %s by %s (%s)"
          .formatted(
              change.origin().block(),
              what,
              change.origin().by(),
              change.origin().transaction().prefixedHex());
    }
  }

  /** Lists every account that was ever appointed. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List every account that was ever appointed.")
  static final class Everyone implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Override
    public Integer call() throws IOException, CommandFailedException {
      try (EthereumEndpoints endpoints = chain.open()) {
        RolesContract roles = new RolesContract(endpoints, chain.rolesContract());
        List<Map<String, Object>> accounts = new ArrayList<>();
        roles
            .accounts(chain.firstBlock())
            .forEach((address, permission) -> accounts.add(view(address, permission)));
        if (chain.json) {
          Output.print(true, Map.of("accounts", accounts));
        } else {
          accounts.forEach(values ->
              System.out.printf(
                  "%s  %-10s  %-9s  %s%n",
                  values.get("account"),
                  values.get("role"),
                  values.get("state"),
                  values.get("name")));
        }
        return 0;
      }
    }
  }

  private static Map<String, Object> view(EthereumAddress address, Permission permission) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", address.toString());
    values.put("role", permission.role().word());
    values.put("name", permission.name());
    values.put("state", permission.state());
    return values;
  }
}
