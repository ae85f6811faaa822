package org.sealgate.scp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sealgate.inference.EligibilityRules;

/** Reads the section {@code inference} of {@code node.yaml}. */
final class InferenceSection {
  private static final Duration BUSY_INTERVAL = Duration.ofSeconds(2);
  private static final Duration LONGEST_BUSY_INTERVAL = Duration.ofHours(1);

  private InferenceSection() {}

  static InferenceConfiguration read(YamlSection section, Function<String, Path> path) {
    return new InferenceConfiguration(
        section.flag("enabled", true),
        section.optional("model").map(path),
        sha256(section),
        section.flag("report", true),
        section.flag("attention-picture", false),
        busyInterval(section),
        eligibility(section.section("eligibility")));
  }

  private static Optional<String> sha256(YamlSection section) {
    Optional<String> digest = section.optional("model-sha256");
    digest
        .filter(text -> !text.matches("[0-9a-fA-F]{64}"))
        .ifPresent(text -> {
          throw section.errorAt(
              "model-sha256", "must be 64 hexadecimal digits, but is \"" + text + "\"");
        });
    return digest;
  }

  private static Duration busyInterval(YamlSection section) {
    Duration interval = section.duration("busy-interval", BUSY_INTERVAL);
    if (interval.compareTo(LONGEST_BUSY_INTERVAL) > 0) {
      throw section.errorAt("busy-interval", "must be at most 1h, but is " + interval);
    }
    return interval;
  }

  private static EligibilityRules eligibility(YamlSection section) {
    EligibilityRules standard = EligibilityRules.standard();
    return new EligibilityRules(
        words(section, "modalities", standard.modalities()),
        words(section, "sop-classes", standard.sopClasses()),
        words(section, "body-parts", standard.bodyParts()),
        words(section, "views", standard.views()),
        section.has("words") ? section.strings("words") : standard.words(),
        section.flag("view-required", standard.viewRequired()));
  }

  private static Set<String> words(YamlSection section, String key, Set<String> otherwise) {
    if (!section.has(key)) {
      return otherwise;
    }
    List<String> words = section.strings(key);
    if (words.isEmpty()) {
      throw section.errorAt(key, "must not be empty: nothing would be classified");
    }
    return Set.copyOf(words);
  }
}
