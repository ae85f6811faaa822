package org.sealgate.dimse.data;

/** How the end of a sequence or of an item is marked (PS3.5 7.5.1, 7.5.2). */
public enum LengthEncoding {
  /** By its length in bytes. */
  DEFINED,
  /** By a delimiter. */
  UNDEFINED
}
