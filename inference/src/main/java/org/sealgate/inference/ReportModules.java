package org.sealgate.inference;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.report.DerivedUid;

/** The modules around a result's content, shared by the kinds of object made from an image. */
final class ReportModules {
  private static final int CONTENT_QUALIFICATION = 0x00189004;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx");

  /** Taken over as they are, with the character set they are encoded in. */
  private static final int[] COPIED_WHERE_PRESENT = {
    Tag.ISSUER_OF_PATIENT_ID,
    Tag.STUDY_DESCRIPTION,
    Tag.PATIENT_AGE,
    Tag.PATIENT_SIZE,
    Tag.PATIENT_WEIGHT
  };

  /** Type 2: present, empty where the image has none. */
  private static final int[] COPIED_OR_EMPTY = {
    Tag.PATIENT_NAME,
    Tag.PATIENT_ID,
    Tag.PATIENT_BIRTH_DATE,
    Tag.PATIENT_SEX,
    Tag.STUDY_INSTANCE_UID,
    Tag.STUDY_DATE,
    Tag.STUDY_TIME,
    Tag.REFERRING_PHYSICIAN_NAME,
    Tag.STUDY_ID,
    Tag.ACCESSION_NUMBER
  };

  private ReportModules() {}

  /**
   * An object of the image's study with all that precedes its content. Its UIDs follow from the
   * image and the model.
   *
   * @param at Content Date and Time, and the offset from UTC
   * @throws IllegalArgumentException if the image has no Study or SOP Instance UID
   */
  static DataSet begin(ObjectKind kind, Classified result, OffsetDateTime at) {
    DataSet image = result.header();
    String sha256 = result.model().sha256();
    String study = required(image, Tag.STUDY_INSTANCE_UID, "Study Instance UID (0020,000D)");
    String instance = required(image, Tag.SOP_INSTANCE_UID, "SOP Instance UID (0008,0018)");
    DataSet object = new DataSet();
    putPatientAndStudy(object, image);
    putCommon(object, kind.sopClass(), DerivedUid.of(kind.word(), instance, sha256), at);
    putSeries(object, kind, DerivedUid.of(kind.word() + " series", study, sha256), result.model());
    putContentTime(object, image, at);
    return object;
  }

  /** Patient, Patient Study and General Study Module. */
  private static void putPatientAndStudy(DataSet report, DataSet image) {
    image.find(Tag.SPECIFIC_CHARACTER_SET).ifPresent(report::put);
    for (int tag : COPIED_WHERE_PRESENT) {
      image.find(tag).ifPresent(report::put);
    }
    for (int tag : COPIED_OR_EMPTY) {
      image.find(tag).ifPresentOrElse(report::put, () -> report.putString(tag));
    }
  }

  /** SOP Common Module. */
  private static void putCommon(
      DataSet report, String sopClass, String sopInstance, OffsetDateTime at) {
    report
        .putString(Tag.SOP_CLASS_UID, sopClass)
        .putString(Tag.SOP_INSTANCE_UID, sopInstance)
        .putString(Tag.TIMEZONE_OFFSET_FROM_UTC, OFFSET.format(at))
        .putString(CONTENT_QUALIFICATION, "RESEARCH");
  }

  /** SR Document Series or General Series Module, and General Equipment Module. */
  private static void putSeries(
      DataSet report, ObjectKind kind, String series, ModelDescription model) {
    report
        .putString(Tag.MODALITY, kind.modality())
        .putString(Tag.SERIES_INSTANCE_UID, series)
        .putString(Tag.SERIES_NUMBER, kind.seriesNumber())
        .putString(Tag.SERIES_DESCRIPTION, StructuredReport.SERIES_DESCRIPTION)
        .putString(Tag.MANUFACTURER, "Sealgate")
        .putString(Tag.MANUFACTURER_MODEL_NAME, abbreviate(model.name()))
        .putString(Tag.SOFTWARE_VERSIONS, abbreviate(model.version()));
  }

  /** Number, date and time of the content, which every kind of object has. */
  private static void putContentTime(DataSet report, DataSet image, OffsetDateTime at) {
    report
        .putString(Tag.INSTANCE_NUMBER, image.getString(Tag.INSTANCE_NUMBER, "1"))
        .putString(Tag.CONTENT_DATE, DATE.format(at))
        .putString(Tag.CONTENT_TIME, TIME.format(at));
  }

  /** SR Document General Module, but for number, date and time. */
  static void putDocument(DataSet report, DataSet image) {
    report
        .putSequence(Tag.REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE)
        .putString(Tag.COMPLETION_FLAG, "COMPLETE")
        .putString(Tag.VERIFICATION_FLAG, "UNVERIFIED")
        .putSequence(Tag.PERFORMED_PROCEDURE_CODE_SEQUENCE)
        .putSequence(Tag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE, evidence(image));
  }

  /** The item of a Referenced SOP Sequence for the image. */
  static DataSet reference(DataSet image) {
    return new DataSet()
        .putString(
            Tag.REFERENCED_SOP_CLASS_UID,
            required(image, Tag.SOP_CLASS_UID, "SOP Class UID (0008,0016)"))
        .putString(
            Tag.REFERENCED_SOP_INSTANCE_UID,
            required(image, Tag.SOP_INSTANCE_UID, "SOP Instance UID (0008,0018)"));
  }

  /** A value that an object about the image cannot do without. */
  static String required(DataSet image, int tag, String name) {
    return image
        .getString(tag)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("the image has no " + name));
  }

  private static DataSet evidence(DataSet image) {
    DataSet series =
        new DataSet()
            .putSequence(Tag.REFERENCED_SOP_SEQUENCE, reference(image))
            .putString(
                Tag.SERIES_INSTANCE_UID,
                required(image, Tag.SERIES_INSTANCE_UID, "Series Instance UID (0020,000E)"));
    return new DataSet()
        .putSequence(Tag.REFERENCED_SERIES_SEQUENCE, series)
        .putString(
            Tag.STUDY_INSTANCE_UID,
            required(image, Tag.STUDY_INSTANCE_UID, "Study Instance UID (0020,000D)"));
  }

  /** LO has 64 characters. */
  private static String abbreviate(String text) {
    return text.length() > 64 ? text.substring(0, 64) : text;
  }
}
