package org.sealgate.inference.image;

import java.util.Optional;

/**
 * How stored values become gray values: the pipeline of PS3.4 N.2 up to the presentation values.
 *
 * @param modality modality transformation
 * @param voi VOI transformation; empty where the image gives none, then the range of the values is
 *     displayed
 * @param inverted Photometric Interpretation (0028,0004) is MONOCHROME1: the lowest value is white
 * @param padding stored values outside the image, shown black (Pixel Padding Value, PS3.3
 *     C.7.5.1.1.2)
 */
record Presentation(
    ModalityTransformation modality,
    Optional<VoiTransformation> voi,
    boolean inverted,
    Optional<Padding> padding) {
  /** Stored values from lowest to highest, both included, are padding. */
  record Padding(int lowest, int highest) {
    boolean contains(int value) {
      return value >= lowest && value <= highest;
    }
  }

  /** The frame in 8-bit gray values, 0 black. */
  GrayImage render(StoredPixels pixels) {
    byte[] gray = table(pixels);
    short[] words = pixels.words();
    byte[] samples = new byte[words.length];
    int mask = gray.length - 1;
    for (int index = 0; index < words.length; index++) {
      samples[index] = gray[words[index] & mask];
    }
    return new GrayImage(pixels.format().columns(), pixels.format().rows(), samples);
  }

  /** One gray value per possible word: at most 65536 evaluations instead of one per pixel. */
  private byte[] table(StoredPixels pixels) {
    PixelFormat format = pixels.format();
    VoiTransformation transformation = voi.orElseGet(() -> range(pixels));
    byte[] gray = new byte[1 << format.bitsAllocated()];
    for (int word = 0; word < gray.length; word++) {
      int value = format.value(word);
      if (!isPadding(value)) {
        double brightness = transformation.apply(modality.apply(value));
        gray[word] = (byte) Math.round((inverted ? 1 - brightness : brightness) * 255);
      }
    }
    return gray;
  }

  /** Eight-bit images without a window use their whole range, deeper ones seldom do. */
  private VoiTransformation range(StoredPixels pixels) {
    PixelFormat format = pixels.format();
    if (format.bitsStored() <= 8) {
      double one = modality.apply(format.signed() ? -(1 << (format.bitsStored() - 1)) : 0);
      double other =
          modality.apply(
              (1 << (format.signed() ? format.bitsStored() - 1 : format.bitsStored())) - 1);
      return new VoiTransformation.Range(Math.min(one, other), Math.max(one, other));
    }
    return occupiedRange(pixels);
  }

  private VoiTransformation occupiedRange(StoredPixels pixels) {
    PixelFormat format = pixels.format();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    boolean[] present = new boolean[1 << format.bitsAllocated()];
    for (short word : pixels.words()) {
      present[word & (present.length - 1)] = true;
    }
    for (int word = 0; word < present.length; word++) {
      if (present[word] && !isPadding(format.value(word))) {
        double value = modality.apply(format.value(word));
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }
    return new VoiTransformation.Range(lowest, highest);
  }

  private boolean isPadding(int value) {
    return padding.isPresent() && padding.get().contains(value);
  }
}
