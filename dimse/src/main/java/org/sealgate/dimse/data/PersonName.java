package org.sealgate.dimse.data;

import java.util.List;

/**
 * A person name (PS3.5 6.2.1): up to three groups that write the same name in different scripts.
 *
 * @param alphabetic in single-byte characters
 * @param ideographic in ideographic characters
 * @param phonetic in phonetic characters
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

  /**
   * One way of writing the name; parts that are not there are empty.
   *
   * @param familyName family name complex
   * @param givenName given name complex
   * @param middleName middle name
   * @param namePrefix for example Rev.
   * @param nameSuffix for example Jr.
   */
  public record Group(
      String familyName,
      String givenName,
      String middleName,
      String namePrefix,
      String nameSuffix) {

    static Group parse(String text) {
      List<String> parts = List.of(text.split("\\^", -1));
      return new Group(
          part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
    }

    /** Whether nothing is written this way. */
    public boolean isEmpty() {
      return toString().isEmpty();
    }

    /** The parts joined by {@code ^}, without trailing ones that are empty. */
    @Override
    public String toString() {
      String all = String.join("^", familyName, givenName, middleName, namePrefix, nameSuffix);
      return stripTrailing(all, '^');
    }
  }

  /** Parses the text of a single value; what is too much is ignored. */
  public static PersonName parse(String text) {
    List<String> groups = List.of(text.split("=", -1));
    return new PersonName(
        Group.parse(part(groups, 0)), Group.parse(part(groups, 1)), Group.parse(part(groups, 2)));
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index).strip() : "";
  }

  private static String stripTrailing(String text, char character) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == character) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The groups joined by {@code =}, without trailing ones that are empty. */
  @Override
  public String toString() {
    return stripTrailing(alphabetic + "=" + ideographic + "=" + phonetic, '=');
  }
}
