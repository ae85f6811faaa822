package org.sealgate.testdicom.pacs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sealgate.dimse.data.DataElement;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SequenceElement;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Attribute matching of PS3.4 C.2.2.2: single value, list of UIDs, universal, wild card, range and
 * sequence matching. Person names match whatever their case, as C.2.2.2.1.1 allows.
 */
final class AttributeMatching {
  private AttributeMatching() {}

  /** Whether a data set has what every key with a value asks for. */
  static boolean matches(DataSet keys, DataSet attributes) {
    for (DataElement key : keys) {
      if (isKey(key.tag()) && !matches(key, keys, attributes)) {
        return false;
      }
    }
    return true;
  }

  /** What steers the query is no key. */
  static boolean isKey(int tag) {
    return tag != Tag.QUERY_RETRIEVE_LEVEL
        && tag != Tag.SPECIFIC_CHARACTER_SET
        && tag != Tag.TIMEZONE_OFFSET_FROM_UTC
        && tag != Tag.RETRIEVE_AE_TITLE;
  }

  private static boolean matches(DataElement key, DataSet keys, DataSet attributes) {
    if (key instanceof SequenceElement sequence) {
      return matchesItem(sequence, attributes);
    }
    List<String> wanted = keys.getStrings(key.tag());
    if (wanted.stream().allMatch(String::isEmpty)) {
      return true;
    }
    List<String> values = attributes.getStrings(key.tag());
    return wanted.stream()
        .anyMatch(w -> values.stream().anyMatch(v -> matches(key.valueRepresentation(), w, v)));
  }

  private static boolean matchesItem(SequenceElement sequence, DataSet attributes) {
    if (sequence.items().isEmpty() || sequence.items().getFirst().isEmpty()) {
      return true;
    }
    DataSet keys = sequence.items().getFirst();
    return attributes.getSequence(sequence.tag()).stream().anyMatch(item -> matches(keys, item));
  }

  private static boolean matches(ValueRepresentation vr, String wanted, String value) {
    return switch (vr) {
      case DA, TM, DT -> matchesRange(wanted, value);
      case PN -> wildCard(wanted.toUpperCase(Locale.ROOT), value.toUpperCase(Locale.ROOT));
      case AE, CS, LO, LT, SH, ST, UC, UR, UT -> wildCard(wanted, value);
      default -> wanted.equals(value);
    };
  }

  /** C.2.2.2.5: {@code a-}, {@code -b}, {@code a-b}; values of these VRs sort as text. */
  private static boolean matchesRange(String wanted, String value) {
    int dash = wanted.indexOf('-');
    if (dash < 0) {
      return wanted.equals(value);
    }
    String from = wanted.substring(0, dash);
    String to = wanted.substring(dash + 1);
    return value.compareTo(from) >= 0 && (to.isEmpty() || value.compareTo(to + '~') <= 0);
  }

  /** C.2.2.2.4: {@code *} is any sequence of characters, {@code ?} any one. */
  private static boolean wildCard(String wanted, String value) {
    StringBuilder pattern = new StringBuilder();
    wanted
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '*' -> pattern.append(".*");
            case '?' -> pattern.append('.');
            default -> pattern.append(Pattern.quote(Character.toString(c)));
          }
        });
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(value).matches();
  }
}
