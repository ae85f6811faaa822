package org.sealgate.dimse.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of an element as text: numbers in decimal, tags as (gggg,eeee), text without padding.
 */
final class ValueText {
  private ValueText() {}

  static List<String> values(
      ValueElement element, ValueRepresentation interpretation, SpecificCharacterSet set) {
    if (element.length() == 0) {
      return List.of();
    }
    return interpretation.isText()
        ? textValues(set.decode(element.array(), interpretation), interpretation)
        : numbers(element, interpretation);
  }

  private static List<String> textValues(String text, ValueRepresentation interpretation) {
    if (!interpretation.isMultiValuedText()) {
      return List.of(stripPadding(text));
    }
    List<String> values = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
      values.add(stripPadding(text.substring(start, end)).stripLeading());
      start = end + 1;
    }
    values.add(stripPadding(text.substring(start)).stripLeading());
    return List.copyOf(values);
  }

  /** Spaces are padding; zero bytes are what some writers pad with. */
  private static String stripPadding(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
      end--;
    }
    return text.substring(0, end);
  }

  private static List<String> numbers(ValueElement element, ValueRepresentation interpretation) {
    int count = Numbers.count(element, interpretation);
    List<String> values = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      values.add(Numbers.text(element, interpretation, index));
    }
    return List.copyOf(values);
  }
}
