package org.sealgate.dimse.fuzz;

import java.util.List;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SequenceElement;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/** Small data sets that between them have every structure. */
final class DataSetSeeds {
  private static final int PRIVATE_SEQUENCE = 0x000910F0;
  private static final int UNKNOWN_SEQUENCE = 0x000910F1;

  private DataSetSeeds() {}

  static List<DataSet> uncompressed() {
    return List.of(image(), nested(), everyRepresentation());
  }

  private static DataSet image() {
    return new DataSet()
        .putString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
        .putString(Tag.SOP_CLASS_UID, SopClasses.CT_IMAGE_STORAGE)
        .putString(Tag.SOP_INSTANCE_UID, "1.2.3.4")
        .putString(Tag.PATIENT_NAME, "Müller^Jürgen")
        .putInt(Tag.ROWS, 4)
        .putInt(Tag.PIXEL_REPRESENTATION, 1)
        .putInt(Tag.SMALLEST_IMAGE_PIXEL_VALUE, -1024)
        .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, new byte[64]);
  }

  private static DataSet nested() {
    DataSet inner = new DataSet().putString(Tag.CODE_VALUE, "T-D3000");
    DataSet outer = new DataSet().putSequence(Tag.CONTENT_SEQUENCE, inner, new DataSet());
    return new DataSet()
        .putSequence(Tag.CONTENT_SEQUENCE, outer, inner)
        .put(0x00090010, ValueRepresentation.LO, "ACME 1.0")
        .putSequence(PRIVATE_SEQUENCE, inner)
        .put(new SequenceElement(UNKNOWN_SEQUENCE, ValueRepresentation.UN, List.of(outer)));
  }

  private static DataSet everyRepresentation() {
    DataSet dataSet = new DataSet().put(0x00090010, ValueRepresentation.LO, "ACME 1.0");
    int tag = 0x00091000;
    for (ValueRepresentation each : ValueRepresentation.values()) {
      if (each != ValueRepresentation.SQ) {
        dataSet.putBytes(tag++, each, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      }
    }
    return dataSet;
  }

  static DataSet encapsulated() {
    return new DataSet()
        .putString(Tag.SOP_INSTANCE_UID, "1.2.3.4")
        .putFragments(Tag.PIXEL_DATA, List.of(new byte[0], new byte[10], new byte[50], new byte[2]))
        .putBytes(Tag.DATA_SET_TRAILING_PADDING, ValueRepresentation.OB, new byte[6]);
  }
}
