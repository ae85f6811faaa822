package org.sealgate.testdicom.generate;

/** Tags of image modules that only generated objects use. */
final class Attribute {
  static final int CINE_RATE = 0x00180040;
  static final int FRAME_TIME = 0x00181063;
  static final int EXPOSURE_INDEX = 0x00181411;
  static final int POSITIONER_TYPE = 0x00181508;
  static final int PIXEL_INTENSITY_RELATIONSHIP = 0x00281040;
  static final int PIXEL_INTENSITY_RELATIONSHIP_SIGN = 0x00281041;
  static final int ULTRASOUND_COLOR_DATA_PRESENT = 0x00280014;
  static final int ACQUISITION_CONTEXT_SEQUENCE = 0x00400555;
  static final int VIEW_CODE_SEQUENCE = 0x00540220;
  static final int VIEW_MODIFIER_CODE_SEQUENCE = 0x00540222;
  static final int PRESENTATION_LUT_SHAPE = 0x20500020;

  private Attribute() {}
}
