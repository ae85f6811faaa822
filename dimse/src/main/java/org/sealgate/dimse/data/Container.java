package org.sealgate.dimse.data;

import org.jspecify.annotations.Nullable;

/**
 * What encloses the next element: the data set as a whole, a sequence, an item or encapsulated
 * Pixel Data.
 *
 * @param kind which of them
 * @param parent what encloses this, null for the data set as a whole
 * @param tag the tag that opened it
 * @param end the offset in bytes at which it ends, or -1 if a delimiter ends it
 * @param limit the offset in bytes that nothing within may pass: the smallest end of this and all
 *     around it
 * @param encoding the layout of headers within
 * @param depth the number of items around elements within
 */
record Container(
    Kind kind,
    @Nullable Container parent,
    int tag,
    long end,
    long limit,
    ElementEncoding encoding,
    int depth) {

  enum Kind {
    DATA_SET,
    SEQUENCE,
    ITEM,
    FRAGMENTS
  }

  static Container dataSet(ElementEncoding encoding) {
    return new Container(Kind.DATA_SET, null, 0, -1, Long.MAX_VALUE, encoding, 0);
  }

  Container open(Kind inner, ElementHeader header, ElementEncoding innerEncoding) {
    long innerEnd = header.hasUndefinedLength() ? -1 : header.valueOffset() + header.length();
    long innerLimit = header.hasUndefinedLength() ? limit : innerEnd;
    int innerDepth = inner == Kind.ITEM ? depth + 1 : depth;
    return new Container(
        inner, this, header.tag(), innerEnd, innerLimit, innerEncoding, innerDepth);
  }

  boolean endsWithDelimiter() {
    return end < 0;
  }
}
