package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.MinedChange;
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

  /** A command about one account. */
  abstract static class OfAccount implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Parameters(paramLabel = "ACCOUNT", description = "an address, or a name in roles.accounts")
    String account = "";
  }

  /** Appoints an account, or suspends it. */
  @Command(
      name = "grant",
      mixinStandardHelpOptions = true,
      description = "Appoint an account (setPermission).")
  static final class Grant extends OfAccount {
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
      MinedChange change =
          chain.ask(endpoints ->
              chain
                  .roles(endpoints)
                  .setPermission(key, chain.timeout(), address, name, role, !suspended));
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
    }
  }

  /** Takes an account's role away. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Take an account's role away (removePermission).")
  static final class Revoke extends OfAccount {
    @Override
    public Integer call() throws IOException, CommandFailedException {
      EthereumAddress address = chain.account(account);
      AccountKey key = chain.key();
      MinedChange change =
          chain.ask(
              endpoints -> chain.roles(endpoints).removePermission(key, chain.timeout(), address));
      Output.printChange(
          chain.json,
          address + " has no role any more",
          change,
          Map.of("account", address.toString()));
      return 0;
    }
  }

  /** Shows one account with its history. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show an account's role and how it came about.")
  static final class Show extends OfAccount {
    @Override
    public Integer call() throws IOException, CommandFailedException {
      EthereumAddress address = chain.account(account);
      return chain.ask(endpoints -> {
        RolesContract roles = chain.roles(endpoints);
        Map<String, Object> values = view(address, roles.permissionOf(address));
        print(values, roles.historyOf(address, chain.firstBlock()));
        return 0;
      });
    }

    private void print(Map<String, Object> values, List<PermissionChange> changes) {
      List<String> history = changes.stream().map(Show::sentence).toList();
      if (chain.json) {
        values.put("history", history);
      }
      Output.print(chain.json, values);
      if (!chain.json) {
        history.forEach(line -> System.out.println("  " + line));
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
      Map<EthereumAddress, Permission> permissions =
          chain.ask(endpoints -> chain.roles(endpoints).accounts(chain.firstBlock()));
      List<Map<String, Object>> accounts = new ArrayList<>();
      permissions.forEach((address, permission) -> accounts.add(view(address, permission)));
      if (chain.json) {
        Output.print(true, Map.of("accounts", accounts));
      } else {
        accounts.forEach(Everyone::printLine);
      }
      return 0;
    }

    private static void printLine(Map<String, Object> account) {
      System.out.printf(
          "%s  %-10s  %-9s  %s%n",
          account.get("account"), account.get("role"), account.get("state"), account.get("name"));
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
