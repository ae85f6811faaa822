package org.sealgate.dimse.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The SOP classes of PS3.4, those of the storage service above all (PS3.4 B.5). */
public final class SopClasses {
  /** Verification, C-ECHO (PS3.4 A). */
  public static final String VERIFICATION = "1.2.840.10008.1.1";

  /** Storage Commitment Push Model (PS3.4 J). */
  public static final String STORAGE_COMMITMENT_PUSH_MODEL = "1.2.840.10008.1.20.1";

  /** Modality Performed Procedure Step (PS3.4 F.7). */
  public static final String MODALITY_PERFORMED_PROCEDURE_STEP = "1.2.840.10008.3.1.2.3.3";

  /** Modality Worklist Information Model - FIND (PS3.4 K). */
  public static final String MODALITY_WORKLIST_FIND = "1.2.840.10008.5.1.4.31";

  /** Patient Root Query/Retrieve Information Model - FIND (PS3.4 C). */
  public static final String PATIENT_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.1.1";

  /** Patient Root Query/Retrieve Information Model - MOVE (PS3.4 C). */
  public static final String PATIENT_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.1.2";

  /** Patient Root Query/Retrieve Information Model - GET (PS3.4 C). */
  public static final String PATIENT_ROOT_GET = "1.2.840.10008.5.1.4.1.2.1.3";

  /** Study Root Query/Retrieve Information Model - FIND (PS3.4 C). */
  public static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";

  /** Study Root Query/Retrieve Information Model - MOVE (PS3.4 C). */
  public static final String STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2";

  /** Study Root Query/Retrieve Information Model - GET (PS3.4 C). */
  public static final String STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3";

  /** CT Image Storage. */
  public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

  /** Computed Radiography Image Storage. */
  public static final String COMPUTED_RADIOGRAPHY_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.1";

  /** Digital X-Ray Image Storage - For Presentation. */
  public static final String DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION =
      "1.2.840.10008.5.1.4.1.1.1.1";

  /** MR Image Storage. */
  public static final String MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4";

  /** Secondary Capture Image Storage. */
  public static final String SECONDARY_CAPTURE_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.7";

  /** Comprehensive SR Storage. */
  public static final String COMPREHENSIVE_SR_STORAGE = "1.2.840.10008.5.1.4.1.1.88.33";

  /** The DICOMDIR of media, which is never sent by the storage service. */
  private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

  private static final Set<String> CURRENT = uids("sop-classes.tsv");
  private static final Set<String> RETIRED = uids("retired-sop-classes.tsv");

  private SopClasses() {}

  private static Set<String> uids(String resource) {
    Set<String> uids = new HashSet<>();
    ResourceTable.rows(resource, 2).forEach(row -> uids.add(row[0]));
    uids.remove(MEDIA_STORAGE_DIRECTORY);
    return Set.copyOf(uids);
  }

  /**
   * Whether the UID is a standard SOP class whose instances are sent by C-STORE, retired ones
   * included.
   */
  public static boolean isStorage(String uid) {
    return CURRENT.contains(uid) || RETIRED.contains(uid);
  }

  /** The UIDs of the storage SOP classes that the standard has now, sorted as text. */
  public static List<String> storage() {
    return CURRENT.stream().sorted().toList();
  }

  /**
   * The UIDs of the storage SOP classes that the standard has retired and that are still met,
   * sorted as text.
   */
  public static List<String> retiredStorage() {
    return RETIRED.stream().sorted().toList();
  }

  /** The name of a SOP class. */
  public static Optional<String> name(String uid) {
    return UniqueIdentifiers.name(uid);
  }
}
