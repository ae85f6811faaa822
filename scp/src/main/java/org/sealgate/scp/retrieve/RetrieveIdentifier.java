package org.sealgate.scp.retrieve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.scp.seal.PatientIdentity;

/**
 * What a C-MOVE-RQ or C-GET-RQ asks for (PS3.4 C.4.2.1.4).
 *
 * @param level Query/Retrieve Level
 * @param patient Patient ID and its issuer; empty where none is given
 * @param studyInstanceUids empty where none are given
 * @param seriesInstanceUids empty where none are given
 * @param sopInstanceUids empty where none are given
 */
record RetrieveIdentifier(
    Level level,
    PatientIdentity patient,
    List<String> studyInstanceUids,
    List<String> seriesInstanceUids,
    List<String> sopInstanceUids) {

  /** Query/Retrieve Level (0008,0052). */
  enum Level {
    PATIENT,
    STUDY,
    SERIES,
    IMAGE
  }

  /**
   * Reads an identifier.
   *
   * @throws IllegalArgumentException naming the attribute that is missing or wrong
   */
  static RetrieveIdentifier of(DataSet identifier) {
    String level =
        identifier.getString(Tag.QUERY_RETRIEVE_LEVEL).orElse("").strip().toUpperCase(Locale.ROOT);
    RetrieveIdentifier result =
        new RetrieveIdentifier(
            level(level),
            new PatientIdentity(
                identifier.getString(Tag.PATIENT_ID, ""),
                identifier.getString(Tag.ISSUER_OF_PATIENT_ID, "")),
            uids(identifier, Tag.STUDY_INSTANCE_UID),
            uids(identifier, Tag.SERIES_INSTANCE_UID),
            uids(identifier, Tag.SOP_INSTANCE_UID));
    result.checkKeys();
    return result;
  }

  private static Level level(String text) {
    return Arrays.stream(Level.values())
        .filter(level -> level.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Query/Retrieve Level is \"" + text + "\", not PATIENT, STUDY, SERIES or IMAGE"));
  }

  private void checkKeys() {
    switch (level) {
      case PATIENT -> {
        if (patient.id().isEmpty()) {
          throw new IllegalArgumentException("Patient ID is missing at level " + level);
        }
      }
      case STUDY -> require(studyInstanceUids, "Study Instance UID");
      case SERIES -> require(seriesInstanceUids, "Series Instance UID");
      case IMAGE -> require(sopInstanceUids, "SOP Instance UID");
    }
  }

  private void require(List<String> uids, String name) {
    if (uids.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing at level " + level);
    }
  }

  private static List<String> uids(DataSet identifier, int tag) {
    return identifier.getStrings(tag).stream()
        .map(String::strip)
        .filter(uid -> !uid.isEmpty())
        .toList();
  }
}
