package org.sealgate.inference;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which images are taken for frontal chest X-rays. Texts are compared without regard to case.
 *
 * @param modalities values of Modality (0008,0060)
 * @param sopClasses SOP Class UIDs
 * @param bodyParts values of Body Part Examined (0018,0015)
 * @param views values of View Position (0018,5101)
 * @param words words, one of which a description or the protocol name must have where no body part
 *     is given; empty accepts images that do not say which body part they show
 * @param viewRequired whether an image without a view is skipped; otherwise it is taken for a
 *     frontal one
 */
public record EligibilityRules(
    Set<String> modalities,
    Set<String> sopClasses,
    Set<String> bodyParts,
    Set<String> views,
    List<String> words,
    boolean viewRequired) {
  /** Copies the sets; nothing could be eligible with an empty one, so that is refused. */
  public EligibilityRules {
    modalities = upperCase("modalities", modalities);
    sopClasses = upperCase("sopClasses", sopClasses);
    bodyParts = upperCase("bodyParts", bodyParts);
    views = upperCase("views", views);
    words = words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
  }

  /**
   * CR and DX images (Computed Radiography, Digital X-Ray for presentation) of the chest,
   * antero-posterior or postero-anterior, or without a view.
   */
  public static EligibilityRules standard() {
    return new EligibilityRules(
        Set.of("CR", "DX"),
        Set.of("1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1"),
        Set.of("CHEST", "THORAX", "LUNG"),
        Set.of("AP", "PA"),
        List.of("CHEST", "THORAX", "LUNG", "TORAX", "CXR"),
        false);
  }

  private static Set<String> upperCase(String field, Set<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "eligibility " + field + " is empty: no image would be eligible");
    }
    Set<String> copy = new TreeSet<>();
    values.forEach(value -> copy.add(value.toUpperCase(Locale.ROOT)));
    return Collections.unmodifiableSet(copy);
  }
}
