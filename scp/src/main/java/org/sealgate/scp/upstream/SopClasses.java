package org.sealgate.scp.upstream;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** SOP classes that the node itself serves rather than passes on (PS3.4 A.4 and C.6). */
public final class SopClasses {
  /** Verification (PS3.4 A.4). */
  public static final String VERIFICATION = "1.2.840.10008.1.1";

  /** Study Root Query/Retrieve Information Model – MOVE. */
  public static final String STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2";

  /** Study Root Query/Retrieve Information Model – GET. */
  public static final String STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3";

  private static final Set<String> MOVE =
      Set.of("1.2.840.10008.5.1.4.1.2.1.2", STUDY_ROOT_MOVE, "1.2.840.10008.5.1.4.1.2.3.2");
  private static final Set<String> GET =
      Set.of("1.2.840.10008.5.1.4.1.2.1.3", STUDY_ROOT_GET, "1.2.840.10008.5.1.4.1.2.3.3");

  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
  private static final List<String> COMMON_STORAGE =
      Stream.of(
              "1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.1", "3.1", "4", "4.1", "6.1", "7", "7.2",
              "7.4", "11.1", "12.1", "12.1.1", "12.2", "12.2.1", "13.1.3", "20", "77.1.4", "88.11",
              "88.22", "88.33", "88.59", "88.67", "104.1", "128", "481.1", "481.2", "481.3",
              "481.5", "66.4")
          .map(STORAGE::concat)
          .toList();

  private SopClasses() {}

  /** Whether this is one of the MOVE classes: Patient Root, Study Root, Patient/Study Only. */
  public static boolean isMove(String uid) {
    return MOVE.contains(uid);
  }

  /** Whether this is one of the GET classes: Patient Root, Study Root, Patient/Study Only. */
  public static boolean isGet(String uid) {
    return GET.contains(uid);
  }

  /** Whether this is a class of C-MOVE or C-GET. */
  public static boolean isRetrieve(String uid) {
    return isMove(uid) || isGet(uid);
  }

  /**
   * The MOVE class of the same information model; the three differ in their last component only.
   */
  public static String moveOf(String retrieveClassUid) {
    return retrieveClassUid.substring(0, retrieveClassUid.length() - 1) + "2";
  }

  /** The GET class of the same information model. */
  public static String getOf(String retrieveClassUid) {
    return retrieveClassUid.substring(0, retrieveClassUid.length() - 1) + "3";
  }

  /** Storage classes to propose where nothing is known of the instances (PS3.4 B.5). */
  public static List<String> commonStorage() {
    return COMMON_STORAGE;
  }
}
