package org.sealgate.dimse.pdu;

import java.util.List;

/**
 * P-DATA-TF PDU (PS3.8 9.3.5): one or more presentation data values. Associations stream these
 * without making records of them; the record is for tools and tests.
 *
 * @param presentationDataValues at least one
 */
public record DataTransfer(List<PresentationDataValue> presentationDataValues) implements Pdu {
  public DataTransfer {
    presentationDataValues = List.copyOf(presentationDataValues);
    if (presentationDataValues.isEmpty()) {
      throw new IllegalArgumentException("P-DATA-TF has no presentation data value; it needs one");
    }
  }
}
