package org.sealgate.dimse.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Data sets that between them have everything PS3.5 allows. */
final class Samples {
  private static final int[] TEXT_TAGS = {
    Tag.SOP_INSTANCE_UID, Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.STUDY_DATE, Tag.STUDY_TIME,
        Tag.MODALITY,
    Tag.INSTITUTION_NAME, Tag.TEXT_VALUE, Tag.RETRIEVE_URL, Tag.LONG_CODE_VALUE,
        Tag.PATIENT_COMMENTS, Tag.PATIENT_AGE
  };
  private static final int[] SEQUENCE_TAGS = {
    Tag.REFERENCED_SERIES_SEQUENCE,
    Tag.CONTENT_SEQUENCE,
    Tag.REQUEST_ATTRIBUTES_SEQUENCE,
    Tag.MODALITY_LUT_SEQUENCE
  };

  private Samples() {}

  /** A small image with nested sequences and 16-bit pixels; every VR is that of the dictionary. */
  static DataSet image() {
    DataSet code =
        new DataSet().putString(Tag.CODE_VALUE, "T-D3000").putString(Tag.CODE_MEANING, "Chest");
    return new DataSet()
        .putString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
        .putString(Tag.SOP_CLASS_UID, SopClasses.CT_IMAGE_STORAGE)
        .putString(Tag.SOP_INSTANCE_UID, "1.2.3.4")
        .putSequence(Tag.ANATOMIC_REGION_SEQUENCE, code, new DataSet())
        .putSequence(
            Tag.REFERENCED_SERIES_SEQUENCE,
            new DataSet()
                .putSequence(
                    Tag.REFERENCED_SOP_SEQUENCE,
                    new DataSet().putString(Tag.REFERENCED_SOP_INSTANCE_UID, "1.2.3.5"),
                    new DataSet().putString(Tag.REFERENCED_SOP_INSTANCE_UID, "1.2.3.6"))
                .putString(Tag.SERIES_INSTANCE_UID, "1.2.3"))
        .putSequence(Tag.PROCEDURE_CODE_SEQUENCE)
        .putString(Tag.PATIENT_NAME, "Müller^Jürgen")
        .putString(Tag.PATIENT_BIRTH_DATE)
        .putInt(Tag.ROWS, 4)
        .putInt(Tag.COLUMNS, 4)
        .putInt(Tag.BITS_ALLOCATED, 16)
        .putInt(Tag.PIXEL_REPRESENTATION, 1)
        .putInt(Tag.SMALLEST_IMAGE_PIXEL_VALUE, -1024)
        .putInt(Tag.FRAME_INCREMENT_POINTER, Tag.ROWS)
        .putDouble(Tag.PIXEL_SPACING, 0.5, 0.25)
        .putBytes(Tag.FLOAT_PIXEL_DATA, ValueRepresentation.OF, sequentialBytes(8))
        .putBytes(Tag.DOUBLE_FLOAT_PIXEL_DATA, ValueRepresentation.OD, sequentialBytes(16))
        .putBytes(Tag.EXTENDED_OFFSET_TABLE, ValueRepresentation.OV, sequentialBytes(16))
        .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, sequentialBytes(32));
  }

  /** Private elements of every VR, a private sequence, and a sequence that was encoded as UN. */
  static DataSet privateElements() {
    DataSet dataSet = new DataSet().put(0x00090010, ValueRepresentation.LO, "ACME 1.0");
    int tag = 0x00091000;
    for (ValueRepresentation each : ValueRepresentation.values()) {
      if (each != ValueRepresentation.SQ) {
        dataSet.putBytes(tag++, each, sequentialBytes(16));
      }
    }
    DataSet item = new DataSet().putString(Tag.PATIENT_ID, "1").putInt(Tag.ROWS, 513);
    DataSet within = new DataSet().putSequence(Tag.CONTENT_SEQUENCE, item);
    return dataSet
        .putSequence(0x000910F0, item)
        .put(
            new SequenceElement(
                0x000910F1, ValueRepresentation.UN, List.of(within, new DataSet())));
  }

  /** An encapsulated image of an empty offset table and fragments of several lengths. */
  static DataSet encapsulated() {
    return new DataSet()
        .putString(Tag.SOP_INSTANCE_UID, "1.2.3.4")
        .putFragments(
            Tag.PIXEL_DATA,
            List.of(
                sequentialBytes(0), sequentialBytes(10), sequentialBytes(300), sequentialBytes(2)))
        .putBytes(Tag.DATA_SET_TRAILING_PADDING, ValueRepresentation.OB, new byte[6]);
  }

  /**
   * An arbitrary data set with the VRs of the dictionary, so that it is the same in Implicit VR.
   */
  static DataSet random(Random random, int depth) {
    DataSet dataSet = new DataSet();
    for (int tag : TEXT_TAGS) {
      if (random.nextBoolean()) {
        dataSet.putString(tag, "1".repeat(random.nextInt(20)));
      }
    }
    dataSet.putInt(Tag.ROWS, random.nextInt(0x10000)).putInt(Tag.EXPOSURE, random.nextInt());
    byte[] pixels = new byte[2 * random.nextInt(200)];
    random.nextBytes(pixels);
    dataSet.putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, pixels);
    if (depth > 0) {
      for (int tag : SEQUENCE_TAGS) {
        dataSet.putSequence(tag, items(random, depth));
      }
    }
    return dataSet;
  }

  private static List<DataSet> items(Random random, int depth) {
    List<DataSet> items = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      items.add(random(random, depth - 1));
    }
    return items;
  }

  static byte[] sequentialBytes(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) index;
    }
    return bytes;
  }
}
