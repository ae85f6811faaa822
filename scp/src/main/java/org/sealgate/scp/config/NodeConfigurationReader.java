package org.sealgate.scp.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sealgate.scp.config.NodeConfiguration.Acknowledge;
import org.sealgate.scp.config.NodeConfiguration.Admin;
import org.sealgate.scp.config.NodeConfiguration.Limits;
import org.sealgate.scp.config.NodeConfiguration.Log;
import org.sealgate.scp.config.NodeConfiguration.Retrieve;
import org.sealgate.scp.config.NodeConfiguration.RetrieveSource;
import org.sealgate.scp.config.NodeConfiguration.Retry;
import org.sealgate.scp.config.NodeConfiguration.Storage;
import org.sealgate.scp.config.NodeConfiguration.VaultKeys;
import org.sealgate.scp.config.PacsConfiguration.RetrieveWith;
import org.sealgate.scp.config.PeerConfiguration.Endpoint;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code node.yaml}. Relative paths in it are relative to the file. */
public final class NodeConfigurationReader {
  private static final Pattern AE_TITLE =
      Pattern.compile(
          "[\\x21-\\x5b\\x5d-\\x7e]([\\x20-\\x5b\\x5d-\\x7e]{0,14}[\\x21-\\x5b\\x5d-\\x7e])?");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private final Path folder;
  private final YamlSection root;

  private NodeConfigurationReader(Path folder, YamlSection root) {
    this.folder = folder;
    this.root = root;
  }

  /**
   * Reads and checks a configuration file.
   *
   * @throws ConfigurationException naming file, line and key, for unknown keys and values out of
   *     their limits
   */
  public static NodeConfiguration read(Path file) {
    try {
      return parse(
          file.toString(),
          Files.readString(file),
          file.toAbsolutePath().normalize().resolveSibling(""));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("configuration file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "configuration file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads a configuration from text; {@code folder} is what relative paths are relative to. */
  public static NodeConfiguration parse(String name, String text, Path folder) {
    Optional<Node> document;
    try {
      document = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
    } catch (YamlEngineException e) {
      throw new ConfigurationException(name + ": not YAML: " + e.getMessage(), e);
    }
    YamlSection root = new YamlSection(name, "", document.orElse(null));
    return new NodeConfigurationReader(folder, root).read();
  }

  private NodeConfiguration read() {
    String aeTitle = aeTitle(root, "ae-title", root.required("ae-title"));
    Optional<AnchorConfiguration> anchor =
        new AnchorSection(root.section("anchor"), this::path).read();
    RolesSection roles = new RolesSection(root.section("roles"), this::path, anchor);
    NodeConfiguration configuration =
        new NodeConfiguration(
            aeTitle,
            root.string("bind-address", "0.0.0.0"),
            root.integer("port", 11112, 0, 65535),
            path(root.string("data", "data")),
            peers("modalities", roles),
            peers("viewers", roles),
            pacs(root.section("pacs")),
            root.choice("acknowledge", Acknowledge.class, Acknowledge.FORWARDED),
            retrieve(root.section("retrieve")),
            retry(root.section("retry")),
            storage(root.section("storage")),
            limits(root.section("limits")),
            vaultKeys(root.section("vault")),
            log(root.section("log"), aeTitle),
            anchor,
            roles.read(),
            tls(root.section("tls")),
            InferenceSection.read(root.section("inference"), this::path),
            admin(root.section("admin")));
    root.refuseUnknownKeys();
    checkTitlesDiffer(configuration);
    return configuration;
  }

  private void checkTitlesDiffer(NodeConfiguration configuration) {
    Set<String> seen =
        new HashSet<>(Set.of(configuration.aeTitle(), configuration.pacs().aeTitle()));
    if (seen.size() < 2) {
      throw root.errorAt("ae-title", "must differ from pacs.ae-title");
    }
    configuration
        .peers()
        .forEach(peer -> {
          if (!seen.add(peer.aeTitle())) {
            throw root.errorAt(
                "modalities",
                "and viewers must have different AE titles, but "
                    + peer.aeTitle()
                    + " is used twice");
          }
        });
  }

  private List<PeerConfiguration> peers(String key, RolesSection roles) {
    List<PeerConfiguration> peers = new ArrayList<>();
    for (YamlSection section : root.sections(key)) {
      peers.add(peer(section, roles));
    }
    return peers;
  }

  private static PeerConfiguration peer(YamlSection section, RolesSection roles) {
    Optional<Endpoint> endpoint =
        section.has("host") || section.has("port")
            ? Optional.of(endpoint(section))
            : Optional.empty();
    List<PeerService> services = section.choices("services", PeerService.class);
    return new PeerConfiguration(
        aeTitle(section, "ae-title", section.required("ae-title")),
        endpoint,
        section.optional("address"),
        services.isEmpty() ? EnumSet.allOf(PeerService.class) : EnumSet.copyOf(services),
        roles.optionalAccount(section),
        section.optional("certificate").map(text -> certificate(section, text)));
  }

  private static String certificate(YamlSection section, String text) {
    String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    if (!SHA_256.matcher(digits).matches()) {
      throw section.errorAt(
          "certificate", "must be a SHA-256 of 64 hexadecimal digits, but is \"" + text + "\"");
    }
    return digits;
  }

  private static Endpoint endpoint(YamlSection section) {
    return new Endpoint(section.required("host"), section.requiredInteger("port", 1, 65535));
  }

  private static PacsConfiguration pacs(YamlSection section) {
    Optional<String> calling =
        section
            .optional("calling-ae-title")
            .filter(title -> !title.equals("pass-through"))
            .map(title -> aeTitle(section, "calling-ae-title", title));
    return new PacsConfiguration(
        aeTitle(section, "ae-title", section.required("ae-title")),
        endpoint(section),
        calling,
        section.choice("retrieve-with", RetrieveWith.class, RetrieveWith.MOVE),
        section.duration("connect-timeout", Duration.ofSeconds(5)),
        section.duration("response-timeout", Duration.ofMinutes(2)));
  }

  private static Retrieve retrieve(YamlSection section) {
    return new Retrieve(
        section.choice("source", RetrieveSource.class, RetrieveSource.AUTO),
        section.size("hold", 16 * MIB, 64 << 10, 256 * MIB),
        section.size("hold-total", 64 * MIB, MIB, 64 * GIB));
  }

  private static Retry retry(YamlSection section) {
    return new Retry(
        section.integer("max", 20, 1, 100_000),
        section.duration("delay", Duration.ofSeconds(5)),
        section.duration("max-delay", Duration.ofHours(1)));
  }

  private static Storage storage(YamlSection section) {
    return new Storage(
        section.integer("watermark-percent", 95, 1, 100),
        section.size("reserve-space", 512 * MIB, 0, 1L << 50));
  }

  private static Limits limits(YamlSection section) {
    return new Limits(
        section.integer("associations", 200, 1, 100_000),
        section.integer("associations-per-peer", 50, 1, 100_000),
        (int) section.size("pdu-length", 256 << 10, 4 << 10, 16 * MIB),
        section.duration("request-timeout", Duration.ofSeconds(10)),
        section.duration("idle-timeout", Duration.ofMinutes(5)),
        section.duration("dimse-timeout", Duration.ofMinutes(2)));
  }

  private VaultKeys vaultKeys(YamlSection section) {
    Optional<Path> keyStore = section.optional("key-store").map(this::path);
    Optional<Path> password = section.optional("key-store-password-file").map(this::path);
    Optional<Path> keyFile = section.optional("key-file").map(this::path);
    if (keyStore.isPresent() && keyFile.isPresent()) {
      throw section.errorAt("key-file", "and vault.key-store exclude each other");
    }
    if (keyStore.isPresent() != password.isPresent()) {
      throw section.errorAt("key-store", "and vault.key-store-password-file belong together");
    }
    if (keyStore.isEmpty() && keyFile.isEmpty()) {
      keyFile = Optional.of(path(root.string("data", "data")).resolve("keys/vault.key"));
    }
    return new VaultKeys(keyFile, keyStore, password);
  }

  private Log log(YamlSection section, String aeTitle) {
    Path defaultKey = path(root.string("data", "data")).resolve("keys/log.key");
    String origin =
        section.string(
            "origin", aeTitle.toLowerCase(Locale.ROOT).replace(' ', '-') + ".sealgate.local/log");
    if (origin.isBlank() || origin.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
      throw section.errorAt(
          "origin", "must have no spaces and no plus signs, but is \"" + origin + "\"");
    }
    return new Log(origin, section.optional("key-file").map(this::path).orElse(defaultKey));
  }

  /** Off without a key store; then no other key makes sense. */
  private Optional<TlsConfiguration> tls(YamlSection section) {
    if (!section.has("key-store")) {
      for (String key :
          List.of("key-store-password-file", "trusted-certificates", "client-certificates")) {
        if (section.has(key)) {
          throw section.errorAt(key, "needs tls.key-store");
        }
      }
      return Optional.empty();
    }
    return Optional.of(
        new TlsConfiguration(
            path(section.required("key-store")),
            path(section.required("key-store-password-file")),
            path(section.required("trusted-certificates")),
            section.flag("client-certificates", true)));
  }

  private static Optional<Admin> admin(YamlSection section) {
    if (!section.flag("enabled", true)) {
      return Optional.empty();
    }
    return Optional.of(
        new Admin(section.string("address", "127.0.0.1"), section.integer("port", 8080, 0, 65535)));
  }

  private static String aeTitle(YamlSection section, String key, String text) {
    if (AE_TITLE.matcher(text).matches()
        && text.getBytes(StandardCharsets.US_ASCII).length == text.length()) {
      return text;
    }
    throw section.errorAt(
        key,
        "must be 1 to 16 ASCII characters without backslash, not starting or ending with a space, but is \""
            + text
            + "\"");
  }

  private Path path(String text) {
    return folder.resolve(text).normalize();
  }
}
