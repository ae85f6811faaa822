package org.sealgate.scp.retrieve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sealgate.scp.forward.TransferContexts;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;

/**
 * What was sealed of the instances that a retrieval asks for, read from the index once rather than
 * per instance.
 */
final class SealedSet {
  private final InstanceIndex index;
  private final Map<String, List<IndexedInstance>> versions = new LinkedHashMap<>();

  private SealedSet(InstanceIndex index) {
    this.index = index;
  }

  static SealedSet load(InstanceIndex index, RetrieveIdentifier identifier) {
    SealedSet set = new SealedSet(index);
    candidates(index, identifier)
        .forEach(instance ->
            set.versions
                .computeIfAbsent(instance.instanceUid(), uid -> new ArrayList<>())
                .add(instance));
    return set;
  }

  private static Stream<IndexedInstance> candidates(
      InstanceIndex index, RetrieveIdentifier identifier) {
    return switch (identifier.level()) {
      case IMAGE ->
          identifier.sopInstanceUids().stream().flatMap(uid -> index.versions(uid).stream());
      case SERIES ->
          identifier.seriesInstanceUids().stream().flatMap(uid -> index.bySeries(uid).stream());
      case STUDY ->
          identifier.studyInstanceUids().stream().flatMap(uid -> index.byStudy(uid).stream());
      case PATIENT -> Stream.empty();
    };
  }

  /**
   * All versions sealed under a SOP Instance UID, oldest first; also of an instance nobody foresaw.
   */
  List<IndexedInstance> versions(String sopInstanceUid) {
    List<IndexedInstance> found = versions.get(sopInstanceUid);
    return found != null ? found : index.versions(sopInstanceUid);
  }

  /** The newest version of each foreseen instance, in the order of receipt. */
  List<IndexedInstance> newest() {
    return versions.values().stream().map(List::getLast).toList();
  }

  /** In what the foreseen instances are stored. */
  Collection<TransferContexts.Need> needs() {
    return versions.values().stream()
        .flatMap(List::stream)
        .map(instance -> instance.instance().attributes())
        .map(attributes ->
            new TransferContexts.Need(attributes.classUid(), attributes.transferSyntaxUid()))
        .distinct()
        .toList();
  }
}
