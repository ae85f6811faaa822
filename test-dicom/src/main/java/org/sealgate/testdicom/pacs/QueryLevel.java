package org.sealgate.testdicom.pacs;

import java.util.Optional;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/** Query/Retrieve Level with its unique key (PS3.4 C.6.1.1, C.6.2.1). */
public enum QueryLevel {
  /** Patients, by Patient ID. */
  PATIENT(Tag.PATIENT_ID),
  /** Studies. */
  STUDY(Tag.STUDY_INSTANCE_UID),
  /** Series. */
  SERIES(Tag.SERIES_INSTANCE_UID),
  /** Instances. */
  IMAGE(Tag.SOP_INSTANCE_UID);

  private final int uniqueKey;

  QueryLevel(int uniqueKey) {
    this.uniqueKey = uniqueKey;
  }

  /** Tag of the attribute that tells the entities of this level apart. */
  public int uniqueKey() {
    return uniqueKey;
  }

  /** The level that an identifier asks for, if it names a known one. */
  public static Optional<QueryLevel> of(DataSet identifier) {
    String name = identifier.getString(Tag.QUERY_RETRIEVE_LEVEL, "");
    for (QueryLevel level : values()) {
      if (level.name().equals(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
