package org.sealgate.testdicom.generate;

import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/**
 * One generated SOP Instance: its attributes without Pixel Data, and the pixels that are made while
 * they are written.
 *
 * @param attributes all attributes but Pixel Data, for native pixels
 * @param pixels the frames
 */
public record GeneratedInstance(DataSet attributes, FrameSource pixels) {
  /** Refuses attributes without the UIDs or with Pixel Data. */
  public GeneratedInstance {
    for (int tag : new int[] {Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID, Tag.STUDY_INSTANCE_UID}) {
      if (attributes.getString(tag).isEmpty()) {
        throw new IllegalArgumentException("attributes: " + Tag.toString(tag) + " is missing");
      }
    }
    if (attributes.contains(Tag.PIXEL_DATA)) {
      throw new IllegalArgumentException("attributes: Pixel Data comes from the frame source");
    }
  }

  /** SOP Class UID. */
  public String sopClassUid() {
    return attributes.getString(Tag.SOP_CLASS_UID, "");
  }

  /** SOP Instance UID. */
  public String sopInstanceUid() {
    return attributes.getString(Tag.SOP_INSTANCE_UID, "");
  }

  /** Study Instance UID. */
  public String studyInstanceUid() {
    return attributes.getString(Tag.STUDY_INSTANCE_UID, "");
  }

  /** Series Instance UID. */
  public String seriesInstanceUid() {
    return attributes.getString(Tag.SERIES_INSTANCE_UID, "");
  }
}
