package org.sealgate.inference;

import static org.sealgate.inference.report.ContentItem.CONTAINS;
import static org.sealgate.inference.report.ContentItem.HAS_ACQ_CONTEXT;
import static org.sealgate.inference.report.ContentItem.HAS_CONCEPT_MOD;
import static org.sealgate.inference.report.ContentItem.HAS_OBS_CONTEXT;
import static org.sealgate.inference.report.ContentItem.INFERRED_FROM;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.report.Code;
import org.sealgate.inference.report.ContentItem;
import org.sealgate.inference.report.DerivedUid;

/**
 * Writes a result as a DICOM structured report: Comprehensive SR (PS3.3 A.35.3) with a Measurement
 * Report (PS3.16 TID 1500) whose measurement group names the algorithm (TID 4019). It belongs to
 * the image's study, in a series of its own, and is marked UNVERIFIED, RESEARCH and "Not for
 * clinical use".
 */
public final class StructuredReport {
  /** SOP Class UID of Comprehensive SR Storage. */
  public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";

  /** Series Description (0008,103E) of every object written here. */
  public static final String SERIES_DESCRIPTION = "Not for clinical use";

  private static final ObjectKind KIND = new ObjectKind("report", SOP_CLASS, "SR", "9001");
  private static final Code SOURCE = Code.dcm("121112", "Source of Measurement");
  private static final Code PERCENT = new Code("%", "UCUM", "percent");
  private static final Code CHEST = Code.sct("51185008", "Chest");
  private static final Code ENGLISH = new Code("en", "RFC5646", "English");

  private StructuredReport() {}

  /**
   * The report on one image. Its UIDs follow from the image and the model: the same result written
   * twice is one object.
   *
   * @param result with the header of the image, which must have its Study, Series and SOP Instance
   *     UID
   * @param at Content Date and Time, and the offset from UTC
   * @return a data set without file meta information, in the character set of the image
   * @throws IllegalArgumentException if the image lacks one of the UIDs
   */
  public static DataSet create(Classified result, OffsetDateTime at) {
    DataSet report = ReportModules.begin(KIND, result, at);
    ReportModules.putDocument(report, result.header());
    ContentItem.putRoot(
        report, Code.dcm("126000", "Imaging Measurement Report"), "1500", content(result));
    return report;
  }

  private static List<DataSet> content(Classified result) {
    DataSet reference = ReportModules.reference(result.header());
    return List.of(
        ContentItem.code(
            HAS_CONCEPT_MOD,
            Code.dcm("121049", "Language of Content Item and Descendants"),
            ENGLISH),
        ContentItem.code(
            HAS_OBS_CONTEXT, Code.dcm("121005", "Observer Type"), Code.dcm("121007", "Device")),
        ContentItem.uid(
            HAS_OBS_CONTEXT,
            Code.dcm("121012", "Device Observer UID"),
            DerivedUid.of("observer", result.model().sha256())),
        ContentItem.text(
            HAS_OBS_CONTEXT, Code.dcm("121013", "Device Observer Name"), result.model().name()),
        ContentItem.code(
            HAS_CONCEPT_MOD,
            Code.dcm("121058", "Procedure reported"),
            Code.sct("399208008", "Plain X-ray of chest")),
        imageLibrary(result.header(), reference),
        ContentItem.container(
            Code.dcm("126010", "Imaging Measurements"),
            List.of(measurementGroup(result, reference))));
  }

  /** PS3.16 TID 1600. */
  private static DataSet imageLibrary(DataSet image, DataSet reference) {
    DataSet entry = ContentItem.libraryImage(reference);
    DataSet modality =
        ContentItem.code(HAS_ACQ_CONTEXT, Code.dcm("121139", "Modality"), modality(image));
    DataSet region = ContentItem.code(HAS_ACQ_CONTEXT, Code.dcm("123014", "Target Region"), CHEST);
    DataSet group =
        ContentItem.container(
            Code.dcm("126200", "Image Library Group"), List.of(modality, region, entry));
    return ContentItem.container(Code.dcm("111028", "Image Library"), "1600", List.of(group));
  }

  private static Code modality(DataSet image) {
    return switch (image.getString(Tag.MODALITY, "")) {
      case "DX" -> Code.dcm("DX", "Digital Radiography");
      case "CR" -> Code.dcm("CR", "Computed Radiography");
      default -> Code.dcm("OT", "Other Modality");
    };
  }

  /** PS3.16 TID 1501, with TID 4019 and TID 300. */
  private static DataSet measurementGroup(Classified result, DataSet reference) {
    ModelDescription model = result.model();
    String instance = result.header().getString(Tag.SOP_INSTANCE_UID, "");
    return ContentItem.container(
        Code.dcm("125007", "Measurement Group"),
        "1501",
        List.of(
            ContentItem.text(
                HAS_OBS_CONTEXT, Code.dcm("112039", "Tracking Identifier"), "Pneumonia"),
            ContentItem.uid(
                HAS_OBS_CONTEXT,
                Code.dcm("112040", "Tracking Unique Identifier"),
                DerivedUid.of("tracking", instance, model.sha256())),
            ContentItem.code(
                CONTAINS, Code.dcm("121071", "Finding"), Code.sct("233604007", "Pneumonia")),
            ContentItem.text(HAS_CONCEPT_MOD, Code.dcm("111001", "Algorithm Name"), model.name()),
            ContentItem.text(
                HAS_CONCEPT_MOD, Code.dcm("111003", "Algorithm Version"), model.version()),
            ContentItem.text(
                HAS_CONCEPT_MOD,
                Code.dcm("111002", "Algorithm Parameters"),
                "model SHA-256 " + model.sha256()),
            ContentItem.text(
                HAS_CONCEPT_MOD,
                Code.dcm("111002", "Algorithm Parameters"),
                "threshold " + model.threshold()),
            ContentItem.code(HAS_CONCEPT_MOD, Code.sct("363698007", "Finding Site"), CHEST),
            probability(result, reference),
            ContentItem.code(CONTAINS, Code.sct("705057003", "Presence"), presence(result)),
            ContentItem.text(
                CONTAINS,
                Code.dcm("121106", "Comment"),
                "Not for clinical use. Research result of an unverified algorithm. "
                    + model.population())));
  }

  private static DataSet probability(Classified result, DataSet reference) {
    String percent = String.format(Locale.ROOT, "%.2f", result.probability() * 100);
    DataSet source = ContentItem.image(INFERRED_FROM, SOURCE, reference);
    return ContentItem.number(
            CONTAINS, Code.dcm("111012", "Certainty of Finding"), percent, PERCENT)
        .putSequence(Tag.CONTENT_SEQUENCE, source);
  }

  private static Code presence(Classified result) {
    return result.isPneumonia() ? Code.sct("52101004", "Present") : Code.sct("2667000", "Absent");
  }
}
