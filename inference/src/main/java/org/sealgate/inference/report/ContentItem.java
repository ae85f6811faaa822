package org.sealgate.inference.report;

import java.util.List;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/**
 * Content items by value type (PS3.3 C.17.3.2). Each method gives the item of a Content Sequence.
 */
public final class ContentItem {
  /** Relationship: the item is part of the container. */
  public static final String CONTAINS = "CONTAINS";

  /** Relationship: the item qualifies its parent's concept. */
  public static final String HAS_CONCEPT_MOD = "HAS CONCEPT MOD";

  /** Relationship: who or what observed. */
  public static final String HAS_OBS_CONTEXT = "HAS OBS CONTEXT";

  /** Relationship: how the image was acquired. */
  public static final String HAS_ACQ_CONTEXT = "HAS ACQ CONTEXT";

  /** Relationship: the parent was concluded from the item. */
  public static final String INFERRED_FROM = "INFERRED FROM";

  private ContentItem() {}

  /** The root of a document: a container without relationship (PS3.3 C.17.3.1). */
  public static void putRoot(
      DataSet document, Code title, String template, List<DataSet> children) {
    document
        .putString(Tag.VALUE_TYPE, "CONTAINER")
        .putSequence(Tag.CONCEPT_NAME_CODE_SEQUENCE, title.item())
        .putString(Tag.CONTINUITY_OF_CONTENT, "SEPARATE")
        .putSequence(Tag.CONTENT_TEMPLATE_SEQUENCE, template(template))
        .putSequence(Tag.CONTENT_SEQUENCE, children);
  }

  /** A container whose children are separate. */
  public static DataSet container(Code name, List<DataSet> children) {
    return item(CONTAINS, "CONTAINER", name)
        .putString(Tag.CONTINUITY_OF_CONTENT, "SEPARATE")
        .putSequence(Tag.CONTENT_SEQUENCE, children);
  }

  /** A container that follows a template of PS3.16. */
  public static DataSet container(Code name, String template, List<DataSet> children) {
    return container(name, children).putSequence(Tag.CONTENT_TEMPLATE_SEQUENCE, template(template));
  }

  /** A coded value. */
  public static DataSet code(String relationship, Code name, Code value) {
    return item(relationship, "CODE", name).putSequence(Tag.CONCEPT_CODE_SEQUENCE, value.item());
  }

  /** A text. */
  public static DataSet text(String relationship, Code name, String value) {
    return item(relationship, "TEXT", name).putString(Tag.TEXT_VALUE, value);
  }

  /** A unique identifier. */
  public static DataSet uid(String relationship, Code name, String value) {
    return item(relationship, "UIDREF", name).putString(Tag.UID, value);
  }

  /** A measured number, in decimal, with its unit. */
  public static DataSet number(String relationship, Code name, String value, Code unit) {
    DataSet measured =
        new DataSet()
            .putSequence(Tag.MEASUREMENT_UNITS_CODE_SEQUENCE, unit.item())
            .putString(Tag.NUMERIC_VALUE, value);
    return item(relationship, "NUM", name).putSequence(Tag.MEASURED_VALUE_SEQUENCE, measured);
  }

  /** A reference to an image, with the meaning that the name gives it. */
  public static DataSet image(String relationship, Code name, DataSet reference) {
    return item(relationship, "IMAGE", name).putSequence(Tag.REFERENCED_SOP_SEQUENCE, reference);
  }

  /** A reference to an image in an image library, which has no concept name (PS3.16 TID 1601). */
  public static DataSet libraryImage(DataSet reference) {
    return new DataSet()
        .putString(Tag.RELATIONSHIP_TYPE, CONTAINS)
        .putString(Tag.VALUE_TYPE, "IMAGE")
        .putSequence(Tag.REFERENCED_SOP_SEQUENCE, reference);
  }

  private static DataSet item(String relationship, String valueType, Code name) {
    return new DataSet()
        .putString(Tag.RELATIONSHIP_TYPE, relationship)
        .putString(Tag.VALUE_TYPE, valueType)
        .putSequence(Tag.CONCEPT_NAME_CODE_SEQUENCE, name.item());
  }

  private static DataSet template(String identifier) {
    return new DataSet()
        .putString(Tag.MAPPING_RESOURCE, "DCMR")
        .putString(Tag.TEMPLATE_IDENTIFIER, identifier);
  }
}
