package org.sealgate.dimse.data;

/** Which elements nest, and how what is inside them is encoded. */
final class Nesting {
  private Nesting() {}

  static Container parent(Container container) {
    Container parent = container.parent();
    if (parent == null) {
      throw new IllegalStateException("the data set as a whole has no parent");
    }
    return parent;
  }

  /**
   * SQ of any length, and UN of undefined length (PS3.5 6.2.2), which in Implicit VR is also what a
   * private sequence looks like.
   */
  static boolean isSequence(ElementHeader header) {
    if (header.valueRepresentation() == ValueRepresentation.SQ) {
      return true;
    }
    return header.hasUndefinedLength()
        && header.valueRepresentation() == ValueRepresentation.UN
        && header.tag() != Tag.PIXEL_DATA;
  }

  static ElementEncoding encodingWithin(ElementHeader sequence, ElementEncoding around) {
    return sequence.valueRepresentation() == ValueRepresentation.UN
        ? ElementEncoding.IMPLICIT_LITTLE_ENDIAN
        : around;
  }

  /**
   * Undefined length is for encapsulated Pixel Data: OB, or OW from careless writers (PS3.5 A.4).
   */
  static boolean mayBeFragments(ElementHeader header) {
    return switch (header.valueRepresentation()) {
      case OB, OD, OF, OL, OV, OW, UN -> true;
      case AE,
          AS,
          AT,
          CS,
          DA,
          DS,
          DT,
          FD,
          FL,
          IS,
          LO,
          LT,
          PN,
          SH,
          SL,
          SQ,
          SS,
          ST,
          SV,
          TM,
          UC,
          UI,
          UL,
          UR,
          US,
          UT,
          UV ->
          false;
    };
  }
}
