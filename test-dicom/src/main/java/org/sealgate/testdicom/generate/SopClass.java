package org.sealgate.testdicom.generate;

/** UIDs of the storage SOP classes that are generated (PS3.4 B.5). */
public final class SopClass {
  /** Computed Radiography Image Storage. */
  public static final String COMPUTED_RADIOGRAPHY = "1.2.840.10008.5.1.4.1.1.1";

  /** Digital X-Ray Image Storage - For Presentation. */
  public static final String DIGITAL_X_RAY = "1.2.840.10008.5.1.4.1.1.1.1";

  /** CT Image Storage. */
  public static final String COMPUTED_TOMOGRAPHY = "1.2.840.10008.5.1.4.1.1.2";

  /** Ultrasound Multi-frame Image Storage. */
  public static final String ULTRASOUND_MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.3.1";

  private SopClass() {}
}
