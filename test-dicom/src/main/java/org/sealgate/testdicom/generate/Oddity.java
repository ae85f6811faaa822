package org.sealgate.testdicom.generate;

/** Legal things that real objects carry and that archives like to re-encode. */
public enum Oddity {
  /** A Request Attributes Sequence with a sequence in it, and an empty sequence. */
  NESTED_SEQUENCES,
  /** Private elements of several value representations, a private sequence among them. */
  PRIVATE_ELEMENTS,
  /** An Institution Name of 30 characters padded with spaces to 40 bytes. */
  PADDED_INSTITUTION_NAME,
  /** Data Set Trailing Padding (FFFC,FFFC) of 126 zero bytes (PS3.10 7.2). */
  TRAILING_PADDING
}
