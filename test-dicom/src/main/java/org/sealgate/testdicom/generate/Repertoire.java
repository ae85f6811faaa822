package org.sealgate.testdicom.generate;

import java.util.List;

/**
 * The character repertoire of a generated study (PS3.5 6.1, PS3.3 C.12.1.1.2), with its patients.
 */
public enum Repertoire {
  /** The default repertoire, ISO 646; no Specific Character Set. */
  ASCII(List.of(), List.of("Miller^Ann", "Smith^John^Paul^Dr.", "Brown^Mary", "Evans^Hugh")),
  /** Latin alphabet No. 1. */
  LATIN_1(
      List.of("ISO_IR 100"),
      List.of("Müller^Jürgen", "Østergård^Åse", "Núñez^José^María", "Lefèvre^Zoé")),
  /** Unicode in UTF-8, with names of three component groups. */
  UTF_8(
      List.of("ISO_IR 192"),
      List.of(
          "Wang^XiaoDong=王^小东",
          "Ivanova^Anna=Иванова^Анна",
          "Papadopoulos^Niki=Παπαδοπούλου^Νίκη")),
  /** Japanese with code extensions: ISO 646 and, after an escape sequence, JIS X 0208. */
  JAPANESE(
      List.of("", "ISO 2022 IR 87"),
      List.of("Yamada^Tarou=山田^太郎=やまだ^たろう", "Suzuki^Hanako=鈴木^花子=すずき^はなこ"));

  // Both come from List.of and cannot be changed, which their type does not say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> definedTerms;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  Repertoire(List<String> definedTerms, List<String> names) {
    this.definedTerms = List.copyOf(definedTerms);
    this.names = List.copyOf(names);
  }

  /** Values of Specific Character Set; none for the default repertoire. */
  public List<String> definedTerms() {
    return definedTerms;
  }

  /** Names of its patients. */
  public List<String> names() {
    return names;
  }

  /** A patient's name, as a person name of PS3.5 6.2. */
  String name(SeededRandom random) {
    return names.get(random.nextInt(names.size()));
  }
}
