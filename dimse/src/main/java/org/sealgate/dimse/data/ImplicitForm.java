package org.sealgate.dimse.data;

/**
 * What Implicit VR can express: there the dictionary alone says whether an element is a sequence,
 * so one that contradicts it would be read as something else (PS3.5 7.1.3).
 */
final class ImplicitForm {
  private ImplicitForm() {}

  /** Whether a reader recognizes it as a sequence, of undefined length if need be. */
  static boolean canBeSequence(int tag) {
    return switch (DataElementDictionary.valueRepresentation(tag)) {
      case SQ -> true;
      case UN -> tag != Tag.PIXEL_DATA;
      default -> false;
    };
  }

  /**
   * Whether a reader recognizes it as a value. One of unknown VR may be a sequence in fact, and
   * then its bytes are items in this very form (PS3.5 6.2.2).
   */
  static boolean canBeValue(int tag, ValueRepresentation valueRepresentation) {
    return valueRepresentation == ValueRepresentation.UN
        || DataElementDictionary.valueRepresentation(tag) != ValueRepresentation.SQ;
  }
}
