package org.sealgate.inference.report;

import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/**
 * A coded concept (PS3.3 8.8).
 *
 * @param value Code Value, at most 16 characters
 * @param scheme Coding Scheme Designator, such as DCM, SCT, UCUM
 * @param meaning Code Meaning, at most 64 characters
 */
public record Code(String value, String scheme, String meaning) {
  /** Checks the lengths that the value representations allow. */
  public Code {
    requireLength("Code Value (0008,0100)", value, 16);
    requireLength("Coding Scheme Designator (0008,0102)", scheme, 16);
    requireLength("Code Meaning (0008,0104)", meaning, 64);
  }

  /** A concept of the DICOM controlled terminology (PS3.16 annex D). */
  public static Code dcm(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }

  /** A SNOMED CT concept. */
  public static Code sct(String value, String meaning) {
    return new Code(value, "SCT", meaning);
  }

  /** The item of a code sequence. */
  public DataSet item() {
    return new DataSet()
        .putString(Tag.CODE_VALUE, value)
        .putString(Tag.CODING_SCHEME_DESIGNATOR, scheme)
        .putString(Tag.CODE_MEANING, meaning);
  }

  private static void requireLength(String field, String text, int longest) {
    if (text.isEmpty() || text.length() > longest) {
      throw new IllegalArgumentException(
          field + " has " + text.length() + " characters, allowed: 1 to " + longest);
    }
  }
}
