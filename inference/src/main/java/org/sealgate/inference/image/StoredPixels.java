package org.sealgate.inference.image;

/**
 * The decoded words of one frame, as stored: neither masked to Bits Stored nor transformed.
 *
 * @param format size and layout
 * @param words one word per sample, row by row from the top left, unsigned 16 bits each; not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a copy would double the memory of the path
record StoredPixels(PixelFormat format, short[] words) {
  StoredPixels {
    if (words.length != format.samples()) {
      throw new IllegalArgumentException(words.length + " words for " + format);
    }
  }
}
