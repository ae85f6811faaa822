package org.sealgate.dimse.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.dimse.data.DataElement;
import org.sealgate.dimse.data.DataElementDictionary;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.FragmentsElement;
import org.sealgate.dimse.data.SequenceElement;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueElement;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Compares data sets in what encoding does not change: value representations, group lengths and one
 * byte of padding do not count.
 */
final class SameContent {
  private SameContent() {}

  /** Fails unless the contents are the same. */
  static void require(DataSet expected, DataSet actual, String what) {
    if (!isSame(expected, actual)) {
      throw new AssertionError("%s: expected %s, found %s".formatted(what, expected, actual));
    }
  }

  /**
   * Whether there is a value of unknown VR that the dictionary knows for a sequence: in Implicit VR
   * its bytes will be read as items (PS3.5 6.2.2).
   */
  static boolean hasUnknownSequence(DataSet dataSet) {
    return dataSet.elements().stream().anyMatch(SameContent::isUnknownSequence);
  }

  private static boolean isUnknownSequence(DataElement element) {
    return switch (element) {
      case SequenceElement sequence ->
          sequence.items().stream().anyMatch(SameContent::hasUnknownSequence);
      case FragmentsElement _ -> false;
      case ValueElement value ->
          value.valueRepresentation() == ValueRepresentation.UN
              && DataElementDictionary.valueRepresentation(value.tag()) == ValueRepresentation.SQ;
    };
  }

  private static boolean isSame(DataSet expected, DataSet actual) {
    List<DataElement> left = content(expected);
    List<DataElement> right = content(actual);
    if (left.size() != right.size()) {
      return false;
    }
    for (int index = 0; index < left.size(); index++) {
      if (!isSame(left.get(index), right.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static List<DataElement> content(DataSet dataSet) {
    List<DataElement> content = new ArrayList<>();
    for (DataElement element : dataSet) {
      if (!Tag.isGroupLength(element.tag()) && element.tag() != Tag.LENGTH_TO_END) {
        content.add(element);
      }
    }
    return content;
  }

  private static boolean isSame(DataElement expected, DataElement actual) {
    return expected.tag() == actual.tag()
        && switch (expected) {
          case ValueElement value ->
              actual instanceof ValueElement other && isSame(value.buffer(), other.buffer());
          case SequenceElement sequence ->
              actual instanceof SequenceElement other && isSame(sequence, other);
          case FragmentsElement fragments ->
              actual instanceof FragmentsElement other && isSame(fragments, other);
        };
  }

  private static boolean isSame(SequenceElement expected, SequenceElement actual) {
    boolean same = expected.items().size() == actual.items().size();
    for (int index = 0; same && index < expected.items().size(); index++) {
      same = isSame(expected.items().get(index), actual.items().get(index));
    }
    return same;
  }

  private static boolean isSame(FragmentsElement expected, FragmentsElement actual) {
    List<byte[]> left = expected.fragments();
    List<byte[]> right = actual.fragments();
    boolean same = left.size() == right.size();
    for (int index = 0; same && index < left.size(); index++) {
      same = isSame(ByteBuffer.wrap(left.get(index)), ByteBuffer.wrap(right.get(index)));
    }
    return same;
  }

  private static boolean isSame(ByteBuffer expected, ByteBuffer actual) {
    int length = expected.remaining();
    boolean fits = actual.remaining() == length || actual.remaining() == length + length % 2;
    return fits && expected.equals(actual.slice(actual.position(), length));
  }
}
