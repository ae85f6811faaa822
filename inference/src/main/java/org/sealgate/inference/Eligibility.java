package org.sealgate.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/** Whether an image is a chest X-ray that the model may see, by its attributes alone. */
public sealed interface Eligibility {
  /** The image may be classified. */
  record Eligible() implements Eligibility {}

  /**
   * The image is not classified.
   *
   * @param reason which attribute decided, with its value
   */
  record Skipped(String reason) implements Eligibility {}

  /**
   * Thorax in Anatomic Region Sequence: SNOMED CT, and SNOMED RT as used before (PS3.16 CID 4009).
   */
  Set<String> THORAX_CODES = Set.of("51185008", "816094009", "T-D3000");

  /**
   * Antero-posterior and postero-anterior in View Code Sequence (PS3.16 CID 4010), SNOMED CT and
   * RT.
   */
  Set<String> FRONTAL_VIEW_CODES = Set.of("399348003", "272479007", "R-10206", "R-10214");

  /** View Code Sequence, which is not among the node's own tags. */
  int VIEW_CODE_SEQUENCE = 0x00540220;

  /** Checks by {@link EligibilityRules#standard()}. */
  static Eligibility check(DataSet header) {
    return check(header, EligibilityRules.standard());
  }

  /**
   * Checks the attributes of an image; pixel data are not looked at.
   *
   * @param header the data set, with or without Pixel Data
   */
  static Eligibility check(DataSet header, EligibilityRules rules) {
    return Stream.of(
            requireOneOf(
                header, Tag.SOP_CLASS_UID, "SOP Class UID (0008,0016)", rules.sopClasses()),
            requireOneOf(header, Tag.MODALITY, "Modality (0008,0060)", rules.modalities()),
            bodyPart(header, rules),
            view(header, rules))
        .flatMap(Optional::stream)
        .findFirst()
        .<Eligibility>map(Skipped::new)
        .orElseGet(Eligible::new);
  }

  private static Optional<String> requireOneOf(
      DataSet header, int tag, String name, Set<String> allowed) {
    String value = upperCase(header, tag);
    return allowed.contains(value) ? Optional.empty() : Optional.of(name + " is '" + value + "'");
  }

  private static Optional<String> bodyPart(DataSet header, EligibilityRules rules) {
    if (!upperCase(header, Tag.BODY_PART_EXAMINED).isEmpty()) {
      return requireOneOf(
          header, Tag.BODY_PART_EXAMINED, "Body Part Examined (0018,0015)", rules.bodyParts());
    }
    Optional<String> code = code(header, Tag.ANATOMIC_REGION_SEQUENCE);
    if (code.isPresent()) {
      return code.filter(value -> !THORAX_CODES.contains(value))
          .map(value -> "Anatomic Region Sequence (0008,2218) is '" + value + "'");
    }
    return rules.words().isEmpty() || describesChest(header, rules.words())
        ? Optional.empty()
        : Optional.of("no body part, and no description names the chest");
  }

  private static boolean describesChest(DataSet header, List<String> words) {
    return Stream.of(
            Tag.STUDY_DESCRIPTION,
            Tag.SERIES_DESCRIPTION,
            Tag.PROTOCOL_NAME,
            Tag.REQUESTED_PROCEDURE_DESCRIPTION,
            Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION)
        .map(tag -> upperCase(header, tag))
        .anyMatch(text -> words.stream().anyMatch(text::contains));
  }

  private static Optional<String> view(DataSet header, EligibilityRules rules) {
    if (!upperCase(header, Tag.VIEW_POSITION).isEmpty()) {
      return requireOneOf(header, Tag.VIEW_POSITION, "View Position (0018,5101)", rules.views());
    }
    Optional<String> code = code(header, VIEW_CODE_SEQUENCE);
    if (code.isPresent()) {
      return code.filter(value -> !FRONTAL_VIEW_CODES.contains(value))
          .map(value -> "View Code Sequence (0054,0220) is '" + value + "'");
    }
    return rules.viewRequired()
        ? Optional.of("View Position (0018,5101) is missing")
        : Optional.empty();
  }

  private static Optional<String> code(DataSet header, int sequence) {
    return header
        .getItem(sequence)
        .flatMap(item -> item.getString(Tag.CODE_VALUE))
        .filter(value -> !value.isBlank());
  }

  private static String upperCase(DataSet header, int tag) {
    return header.getString(tag, "").strip().toUpperCase(Locale.ROOT);
  }
}
