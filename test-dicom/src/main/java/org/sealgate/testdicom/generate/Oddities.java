package org.sealgate.testdicom.generate;

import java.util.List;
import java.util.Set;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SequenceElement;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/** Puts what {@link Oddity} names into a data set. */
final class Oddities {
  private static final int PRIVATE_CREATOR = 0x00090010;
  private static final int PRIVATE_TEXT = 0x00091001;
  private static final int PRIVATE_BYTES = 0x00091002;
  private static final int PRIVATE_SEQUENCE = 0x00091003;
  private static final int PRIVATE_UNKNOWN = 0x00091004;
  private static final int PRIVATE_NUMBER = 0x00091005;
  private static final int PADDING_LENGTH = 126;

  private Oddities() {}

  static void put(Set<Oddity> oddities, DataSet attributes) {
    if (oddities.contains(Oddity.NESTED_SEQUENCES)) {
      putRequest(attributes);
    }
    if (oddities.contains(Oddity.PRIVATE_ELEMENTS)) {
      putPrivateElements(attributes);
    }
    if (oddities.contains(Oddity.TRAILING_PADDING)) {
      attributes.putBytes(
          Tag.DATA_SET_TRAILING_PADDING, ValueRepresentation.OB, new byte[PADDING_LENGTH]);
    }
  }

  private static void putRequest(DataSet attributes) {
    DataSet request =
        new DataSet()
            .putString(Tag.REQUESTED_PROCEDURE_ID, "RP1")
            .putString(Tag.REQUESTED_PROCEDURE_DESCRIPTION, "Chest examination")
            .putString(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS1")
            .putString(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, "Chest")
            .putSequence(
                Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE, code("P1", "One"), code("P2", "Two"));
    attributes.putSequence(Tag.REQUEST_ATTRIBUTES_SEQUENCE, request);
    attributes.putSequence(Attribute.ACQUISITION_CONTEXT_SEQUENCE);
    attributes.putSequence(Tag.PROCEDURE_CODE_SEQUENCE, code("C1", "Chest procedure"));
  }

  static DataSet code(String value, String meaning) {
    return code(value, "99SEALGATE", meaning);
  }

  /** An item of a code sequence (PS3.3 8.8). */
  static DataSet code(String value, String scheme, String meaning) {
    return new DataSet()
        .putString(Tag.CODE_VALUE, value)
        .putString(Tag.CODING_SCHEME_DESIGNATOR, scheme)
        .putString(Tag.CODE_MEANING, meaning);
  }

  private static void putPrivateElements(DataSet attributes) {
    DataSet item =
        new DataSet()
            .put(PRIVATE_CREATOR, ValueRepresentation.LO, "SEALGATE TEST")
            .put(PRIVATE_TEXT, ValueRepresentation.LO, "in an item");
    attributes
        .put(PRIVATE_CREATOR, ValueRepresentation.LO, "SEALGATE TEST")
        .put(PRIVATE_TEXT, ValueRepresentation.LO, "a private text")
        .putBytes(PRIVATE_BYTES, ValueRepresentation.OB, new byte[] {0, 1, 2, 3, (byte) 0xff, 0})
        .put(new SequenceElement(PRIVATE_SEQUENCE, ValueRepresentation.SQ, List.of(item)))
        .putBytes(PRIVATE_UNKNOWN, ValueRepresentation.UN, new byte[] {9, 8, 7, 6})
        .put(PRIVATE_NUMBER, ValueRepresentation.FD, "0.125");
  }
}
