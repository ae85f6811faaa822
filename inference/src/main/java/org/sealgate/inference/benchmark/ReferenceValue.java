package org.sealgate.inference.benchmark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the training code (Pillow and PyTorch) makes of one full-resolution image with the model
 * that comes with this library; written by {@code inference/training/vectors.py --originals}.
 *
 * @param file the JPEG file, relative to the folder of the originals
 * @param preparedSha256 SHA-256 of the prepared 224 x 224 pixels, lower case hexadecimal
 * @param probability of pneumonia, 0 to 1
 */
public record ReferenceValue(String file, String preparedSha256, double probability) {
  private static final String RESOURCE = "originals.csv";

  /** All reference values, by file name. */
  public static List<ReferenceValue> all() throws IOException {
    try (InputStream stream = ReferenceValue.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new FileNotFoundException("resource " + RESOURCE + " is not in this build");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(ReferenceValue::parse)
          .toList();
    }
  }

  private static ReferenceValue parse(String line) {
    String[] values = line.split(",", -1);
    return new ReferenceValue(values[0], values[1], Double.parseDouble(values[2]));
  }
}
