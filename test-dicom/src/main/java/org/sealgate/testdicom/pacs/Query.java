package org.sealgate.testdicom.pacs;

import java.util.List;
import java.util.function.ToIntFunction;
import org.sealgate.dimse.data.DataElement;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/**
 * A C-FIND of the Patient Root or Study Root model (PS3.4 C.4.1): one answer for each entity of the
 * level whose attributes match.
 */
final class Query {
  private final InstanceIndex index;
  private final String retrieveAeTitle;

  /**
   * @param retrieveAeTitle where the entities can be retrieved from
   */
  Query(InstanceIndex index, String retrieveAeTitle) {
    this.index = index;
    this.retrieveAeTitle = retrieveAeTitle;
  }

  /** The identifiers of the pending responses, in the order in which the instances came. */
  List<DataSet> answers(DataSet identifier, QueryLevel level) {
    return index.entities(level).stream()
        .map(Query::describe)
        .filter(entity -> AttributeMatching.matches(identifier, entity))
        .map(entity -> answer(identifier, level, entity))
        .toList();
  }

  /** Attributes of an entity: those of its first instance, and what is counted over all of them. */
  private static DataSet describe(List<StoredInstance> instances) {
    DataSet entity = new DataSet();
    instances.getFirst().attributes().forEach(entity::put);
    putCounts(entity, instances);
    return entity;
  }

  private static void putCounts(DataSet entity, List<StoredInstance> instances) {
    ToIntFunction<Integer> distinct = tag -> distinct(instances, tag).size();
    entity
        .putString(
            Tag.MODALITIES_IN_STUDY, distinct(instances, Tag.MODALITY).toArray(String[]::new))
        .putString(
            Tag.SOP_CLASSES_IN_STUDY,
            distinct(instances, Tag.SOP_CLASS_UID).toArray(String[]::new));
    int series = distinct.applyAsInt(Tag.SERIES_INSTANCE_UID);
    int images = instances.size();
    entity
        .putInt(Tag.NUMBER_OF_PATIENT_RELATED_STUDIES, distinct.applyAsInt(Tag.STUDY_INSTANCE_UID))
        .putInt(Tag.NUMBER_OF_PATIENT_RELATED_SERIES, series)
        .putInt(Tag.NUMBER_OF_PATIENT_RELATED_INSTANCES, images)
        .putInt(Tag.NUMBER_OF_STUDY_RELATED_SERIES, series)
        .putInt(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, images)
        .putInt(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, images);
  }

  private static List<String> distinct(List<StoredInstance> instances, int tag) {
    return instances.stream()
        .flatMap(i -> i.attributes().getStrings(tag).stream())
        .distinct()
        .toList();
  }

  /** Every key that was asked for, empty where the entity has no such attribute (C.4.1.1.3.2). */
  private DataSet answer(DataSet identifier, QueryLevel level, DataSet entity) {
    DataSet answer = new DataSet();
    entity.find(Tag.SPECIFIC_CHARACTER_SET).ifPresent(answer::put);
    answer.putString(Tag.QUERY_RETRIEVE_LEVEL, level.name());
    answer.putString(Tag.RETRIEVE_AE_TITLE, retrieveAeTitle);
    for (DataElement key : identifier) {
      if (AttributeMatching.isKey(key.tag())) {
        answer.put(entity.find(key.tag()).orElseGet(() -> empty(key)));
      }
    }
    return answer;
  }

  private static DataElement empty(DataElement key) {
    DataSet holder = new DataSet().put(key.tag(), key.valueRepresentation());
    return holder.find(key.tag()).orElseThrow();
  }
}
