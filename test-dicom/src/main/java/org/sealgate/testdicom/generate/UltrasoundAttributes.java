package org.sealgate.testdicom.generate;

import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * What ultrasound multi-frame images (PS3.3 A.7) have besides the common modules: Cine (C.7.6.5),
 * Multi-frame (C.7.6.6) and US Image (C.8.5.6).
 */
final class UltrasoundAttributes {
  private static final String FRAME_TIME_MILLISECONDS = "33.3";

  private UltrasoundAttributes() {}

  static DataSet of(StudyAttributes common, int number, ImageLayout layout) {
    var image =
        new ImageDescription(
            SopClass.ULTRASOUND_MULTI_FRAME, "US", "Echocardiography", "HEART", number);
    return common
        .of(image, layout)
        .putString(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "", "0001")
        .putString(Tag.NUMBER_OF_FRAMES, Integer.toString(layout.frames()))
        .putString(Attribute.FRAME_TIME, FRAME_TIME_MILLISECONDS)
        .put(Tag.FRAME_INCREMENT_POINTER, ValueRepresentation.AT, "(0018,1063)")
        .putString(Attribute.CINE_RATE, "30")
        .putInt(Attribute.ULTRASOUND_COLOR_DATA_PRESENT, 1)
        .putString(Tag.PATIENT_ORIENTATION);
  }
}
