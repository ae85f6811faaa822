package org.sealgate.scp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sealgate.chain.anchor.AnchorSettings;
import org.sealgate.chain.anchor.FeePolicy;

/** Reads the section {@code anchor}. */
final class AnchorSection {
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final long WEI_PER_GWEI = 1_000_000_000L;

  private final YamlSection section;
  private final Function<String, Path> path;

  /**
   * A reader.
   *
   * @param path resolves a path against the configuration file's folder
   */
  AnchorSection(YamlSection section, Function<String, Path> path) {
    this.section = section;
    this.path = path;
  }

  /** Empty without endpoints; then no other key makes sense. */
  Optional<AnchorConfiguration> read() {
    List<URI> endpoints = section.urls("endpoints");
    if (endpoints.isEmpty()) {
      for (String key : List.of("chain-id", "contract", "key-store", "key-store-password-file")) {
        if (section.has(key)) {
          throw section.errorAt(key, "needs anchor.endpoints");
        }
      }
      return Optional.empty();
    }
    section.required("chain-id");
    AnchorSettings.Mode mode =
        section.choice("mode", AnchorSettings.Mode.class, AnchorSettings.Mode.LOG);
    return Optional.of(
        new AnchorConfiguration(
            endpoints,
            section.longInteger("chain-id", 0, 1, Long.MAX_VALUE / 2),
            contract(),
            path.apply(section.required("key-store")),
            path.apply(section.required("key-store-password-file")),
            mode,
            section.choice("fees", FeePolicy.class, FeePolicy.AUTO),
            section.longInteger("max-fee-gwei", 500, 1, 1_000_000) * WEI_PER_GWEI,
            section.integer("confirmations", 2, 1, 10_000),
            section.duration("interval", defaultInterval(mode))));
  }

  /** Instances that are anchored one by one would only queue up. */
  private static Duration defaultInterval(AnchorSettings.Mode mode) {
    return switch (mode) {
      case LOG -> Duration.ofSeconds(1);
      case INDIVIDUAL -> Duration.ZERO;
    };
  }

  private String contract() {
    String contract = section.required("contract");
    if (!ADDRESS.matcher(contract).matches()) {
      throw section.errorAt(
          "contract",
          "must be an address of 0x and 40 hexadecimal digits, but is \"" + contract + "\"");
    }
    return contract;
  }
}
