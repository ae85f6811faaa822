package org.sealgate.scp.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.EligibilityRules;
import org.sealgate.scp.seal.InstanceObserver;
import org.sealgate.scp.seal.ReceivedInstance;
import org.sealgate.scp.seal.Sealer;

/**
 * Which new instances are queued for classification: those of the modalities that may be eligible.
 * The classifier itself looks closer.
 *
 * @param modalities values of Modality (0008,0060), in upper case
 */
public record Candidates(Set<String> modalities) implements Sealer.AnalysisSelector {
  /** Copies the set. */
  public Candidates {
    modalities = Set.copyOf(modalities);
  }

  /** The candidates by these rules. */
  public static Candidates of(EligibilityRules rules) {
    return new Candidates(rules.modalities());
  }

  /** No instance is classified. */
  public static Candidates none() {
    return new Candidates(Set.of());
  }

  @Override
  public List<String> kindsFor(ReceivedInstance received, InstanceObserver attributes) {
    String modality = attributes.value(Tag.MODALITY).toUpperCase(Locale.ROOT);
    return modalities.contains(modality) ? List.of(ClassificationQueue.KIND) : List.of();
  }
}
