package org.sealgate.vault.index;

import java.util.List;

/**
 * What one transaction adds: an instance, where it has to go and what is to be computed from it.
 *
 * @param instance the instance
 * @param deliveries one for each destination
 * @param analysisKinds each becomes a pending analysis
 */
public record NewEntry(
    NewInstance instance, List<NewDelivery> deliveries, List<String> analysisKinds) {

  /** Copies the lists. */
  public NewEntry {
    deliveries = List.copyOf(deliveries);
    analysisKinds = List.copyOf(analysisKinds);
  }
}
