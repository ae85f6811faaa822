package org.sealgate.vault.index;

import org.jspecify.annotations.Nullable;

/**
 * The identifiers under which an instance is found. The index compares them byte by byte and does
 * not interpret them.
 *
 * @param instanceUid not empty
 * @param classUid may be empty, as may all that follow
 * @param studyUid see classUid
 * @param seriesUid see classUid
 * @param transferSyntaxUid see classUid
 * @param patient null where it is not known
 */
public record InstanceAttributes(
    String instanceUid,
    String classUid,
    String studyUid,
    String seriesUid,
    String transferSyntaxUid,
    @Nullable PatientKeys patient) {

  /** Longest identifier in characters: four times what the standard allows, for broken ones. */
  public static final int MAXIMUM_LENGTH = 256;

  /** Checks the lengths. */
  public InstanceAttributes {
    if (instanceUid.isEmpty()) {
      throw new IllegalArgumentException("instance UID is empty");
    }
    checkLength("instance UID", instanceUid);
    checkLength("class UID", classUid);
    checkLength("study UID", studyUid);
    checkLength("series UID", seriesUid);
    checkLength("transfer syntax UID", transferSyntaxUid);
  }

  /** Attributes of an instance whose patient is not known. */
  public InstanceAttributes(
      String instanceUid,
      String classUid,
      String studyUid,
      String seriesUid,
      String transferSyntaxUid) {
    this(instanceUid, classUid, studyUid, seriesUid, transferSyntaxUid, null);
  }

  private static void checkLength(String field, String value) {
    if (value.length() > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "%s has %d characters, more than %d".formatted(field, value.length(), MAXIMUM_LENGTH));
    }
  }
}
