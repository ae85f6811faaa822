package org.sealgate.testdicom.pacs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealgate.dimse.data.DataSet;

/** The instances of an archive in memory, in the order in which they came. */
final class InstanceIndex {
  private final Map<String, StoredInstance> instances = new LinkedHashMap<>();

  /** Adds an instance in place of one with the same SOP Instance UID. */
  synchronized void put(StoredInstance instance) {
    instances.put(instance.sopInstanceUid(), instance);
  }

  synchronized Optional<StoredInstance> find(String sopInstanceUid) {
    return Optional.ofNullable(instances.get(sopInstanceUid));
  }

  synchronized List<StoredInstance> all() {
    return List.copyOf(instances.values());
  }

  /** Instances that have the unique keys of an identifier, at its level and those above it. */
  List<StoredInstance> select(DataSet identifier, QueryLevel level) {
    DataSet keys = new DataSet();
    for (QueryLevel each : QueryLevel.values()) {
      if (each.compareTo(level) <= 0) {
        identifier.find(each.uniqueKey()).ifPresent(keys::put);
      }
    }
    return all().stream()
        .filter(instance -> AttributeMatching.matches(keys, instance.attributes()))
        .toList();
  }

  /** The instances of each entity of a level. */
  Collection<List<StoredInstance>> entities(QueryLevel level) {
    Map<String, List<StoredInstance>> entities = new LinkedHashMap<>();
    for (StoredInstance instance : all()) {
      String key = instance.attributes().getString(level.uniqueKey(), "");
      entities.computeIfAbsent(key, k -> new ArrayList<>()).add(instance);
    }
    return entities.values();
  }
}
