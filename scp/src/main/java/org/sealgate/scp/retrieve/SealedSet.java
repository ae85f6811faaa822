package org.sealgate.scp.retrieve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sealgate.scp.forward.TransferContexts;
import org.sealgate.scp.seal.PatientHashing;
import org.sealgate.scp.seal.PatientIdentity;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.PatientKeys;

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

  /** What was sealed of what is asked for. */
  static SealedSet load(
      InstanceIndex index, PatientHashing hashing, RetrieveIdentifier identifier) {
    return collect(index, candidates(index, hashing, identifier));
  }

  /**
   * The same of one patient only: an instance whose newest version is not the patient's is none.
   */
  static SealedSet loadOf(
      PatientIdentity patient,
      InstanceIndex index,
      PatientHashing hashing,
      RetrieveIdentifier identifier) {
    SealedSet set = load(index, hashing, identifier);
    set.versions.values().removeIf(all -> !isOf(patient, hashing, all.getLast()));
    set.versions.values().forEach(all -> all.removeIf(each -> !isOf(patient, hashing, each)));
    return set;
  }

  private static boolean isOf(
      PatientIdentity patient, PatientHashing hashing, IndexedInstance instance) {
    PatientKeys filed = instance.instance().attributes().patient();
    return filed != null && hashing.isOf(patient, filed);
  }

  private static SealedSet collect(InstanceIndex index, Stream<IndexedInstance> instances) {
    SealedSet set = new SealedSet(index);
    instances.forEach(instance ->
        set.versions
            .computeIfAbsent(instance.instanceUid(), uid -> new ArrayList<>())
            .add(instance));
    return set;
  }

  private static Stream<IndexedInstance> candidates(
      InstanceIndex index, PatientHashing hashing, RetrieveIdentifier identifier) {
    return switch (identifier.level()) {
      case IMAGE ->
          identifier.sopInstanceUids().stream().flatMap(uid -> index.versions(uid).stream());
      case SERIES ->
          identifier.seriesInstanceUids().stream().flatMap(uid -> index.bySeries(uid).stream());
      case STUDY ->
          identifier.studyInstanceUids().stream().flatMap(uid -> index.byStudy(uid).stream());
      case PATIENT ->
          index.byPatient(hashing.keysOf(identifier.patient()).id()).stream()
              .filter(instance -> isOf(identifier.patient(), hashing, instance));
    };
  }

  /** Whether nothing was sealed of what is asked for. */
  boolean isEmpty() {
    return versions.isEmpty();
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
