package org.sealgate.scp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.record.RecipientKey;
import org.sealgate.scp.config.RolesConfiguration.NamedAccount;
import org.sealgate.scp.config.RolesConfiguration.PatientAccount;
import org.sealgate.scp.config.RolesConfiguration.User;

/** Reads the section {@code roles}, and the accounts that other sections name. */
final class RolesSection {
  private static final int LONGEST_VALUE = 64;

  private final YamlSection section;
  private final Function<String, Path> path;
  private final Optional<AnchorConfiguration> anchor;
  private final List<NamedAccount> accounts = new ArrayList<>();

  /**
   * A reader.
   *
   * @param path resolves a path against the configuration file's folder
   * @param anchor whose chain is used unless the section names another
   */
  RolesSection(
      YamlSection section, Function<String, Path> path, Optional<AnchorConfiguration> anchor) {
    this.section = section;
    this.path = path;
    this.anchor = anchor;
    section.sections("accounts").forEach(entry -> accounts.add(namedAccount(entry)));
  }

  RolesConfiguration read() {
    Optional<EthereumAddress> contract =
        section.optional("contract").map(text -> address(section, "contract", text));
    List<URI> endpoints =
        section.has("endpoints")
            ? section.urls("endpoints")
            : anchor.map(AnchorConfiguration::endpoints).orElse(List.of());
    if (contract.isPresent() && endpoints.isEmpty()) {
      throw section.errorAt("contract", "needs roles.endpoints or anchor.endpoints");
    }
    RolesConfiguration roles =
        new RolesConfiguration(
            contract,
            endpoints,
            chainId(),
            section.longInteger("first-block", 0, 0, Long.MAX_VALUE / 2),
            section.duration("poll", Duration.ofSeconds(1)),
            section.duration("max-stale", Duration.ofHours(1)),
            accounts,
            users(),
            patients());
    checkDurations(roles);
    if (contract.isPresent() && roles.chainId().isEmpty()) {
      throw section.errorAt("chain-id", "is missing, and so is anchor.chain-id");
    }
    return roles;
  }

  private OptionalLong chainId() {
    if (section.has("chain-id")) {
      return OptionalLong.of(section.longInteger("chain-id", 0, 1, Long.MAX_VALUE / 2));
    }
    return anchor.isPresent() ? OptionalLong.of(anchor.get().chainId()) : OptionalLong.empty();
  }

  private void checkDurations(RolesConfiguration roles) {
    if (!roles.pollInterval().isPositive()) {
      throw section.errorAt("poll", "must be more than zero");
    }
    if (roles.maximumStale().compareTo(roles.pollInterval()) < 0) {
      throw section.errorAt("max-stale", "must not be less than roles.poll");
    }
  }

  private NamedAccount namedAccount(YamlSection entry) {
    String name = entry.required("name");
    if (accounts.stream().anyMatch(account -> account.name().equals(name))) {
      throw entry.errorAt("name", "\"" + name + "\" is used twice");
    }
    if (name.startsWith("0x")) {
      throw entry.errorAt("name", "must not look like an address, but is \"" + name + "\"");
    }
    Optional<Path> keyStore = entry.optional("key-store").map(path);
    Optional<Path> password = entry.optional("key-store-password-file").map(path);
    if (keyStore.isPresent() != password.isPresent()) {
      throw entry.errorAt("key-store", "and key-store-password-file belong together");
    }
    return new NamedAccount(
        name,
        address(entry, "address", entry.required("address")),
        keyStore,
        password,
        entry.optional("public-key").map(text -> publicKey(entry, text)),
        entry.optional("record").map(text -> address(entry, "record", text)));
  }

  private static RecipientKey publicKey(YamlSection entry, String text) {
    RecipientKey key;
    try {
      key = RecipientKey.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw entry.errorAt("public-key", "is none: " + e.getMessage());
    }
    if (!key.address().equals(address(entry, "address", entry.required("address")))) {
      throw entry.errorAt("public-key", "is that of account " + key.address());
    }
    return key;
  }

  private List<User> users() {
    List<User> users = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlSection entry : section.sections("users")) {
      String name = entry.required("name");
      if (!names.add(name)) {
        throw entry.errorAt("name", "\"" + name + "\" is used twice");
      }
      users.add(new User(name, account(entry), entry.required("passcode")));
    }
    return users;
  }

  private List<PatientAccount> patients() {
    List<PatientAccount> patients = new ArrayList<>();
    Set<EthereumAddress> seen = new HashSet<>();
    for (YamlSection entry : section.sections("patients")) {
      EthereumAddress account = account(entry);
      if (!seen.add(account)) {
        throw entry.errorAt("account", "has two patients");
      }
      patients.add(
          new PatientAccount(
              account,
              identifier(entry, "patient-id", entry.required("patient-id")),
              identifier(entry, "issuer", entry.string("issuer", ""))));
    }
    return patients;
  }

  /** LO: at most 64 characters, no backslash; wildcards would match other patients. */
  private static String identifier(YamlSection entry, String key, String text) {
    if (text.length() > LONGEST_VALUE || text.matches(".*[\\\\*?].*")) {
      throw entry.errorAt(
          key, "must have at most 64 characters and no backslash, * or ?, but is \"" + text + "\"");
    }
    return text.strip();
  }

  private EthereumAddress account(YamlSection entry) {
    return account(entry, entry.required("account"));
  }

  /** The account of a peer, if it has one: an address, or a name of {@code roles.accounts}. */
  Optional<EthereumAddress> optionalAccount(YamlSection entry) {
    return entry.optional("account").map(text -> account(entry, text));
  }

  private EthereumAddress account(YamlSection entry, String text) {
    if (text.startsWith("0x")) {
      return address(entry, "account", text);
    }
    return accounts.stream()
        .filter(account -> account.name().equals(text))
        .findFirst()
        .map(NamedAccount::address)
        .orElseThrow(() ->
            entry.errorAt(
                "account",
                "must be an address or a name in roles.accounts, but is \"" + text + "\""));
  }

  private static EthereumAddress address(YamlSection entry, String key, String text) {
    try {
      return new EthereumAddress(text);
    } catch (IllegalArgumentException e) {
      throw entry.errorAt(
          key, "must be an address of 0x and 40 hexadecimal digits, but is \"" + text + "\"");
    }
  }
}
