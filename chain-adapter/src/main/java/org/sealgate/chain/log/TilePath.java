package org.sealgate.chain.log;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Names of hash tiles as C2SP tlog-tiles has them: {@code tile/<level>/<index>[.p/<width>]}, the
 * index in groups of three digits of which all but the last begin with {@code x}: 1234067 is
 * x001/x234/067.
 */
final class TilePath {
  private TilePath() {}

  static Path full(Path directory, int level, long index) {
    return directory.resolve("tile").resolve(Integer.toString(level)).resolve(index(index));
  }

  static Path partial(Path directory, int level, long index, int width) {
    return partials(directory, level, index).resolve(Integer.toString(width));
  }

  /** The directory of a tile's partial versions. */
  static Path partials(Path directory, int level, long index) {
    Path full = full(directory, level, index);
    return full.resolveSibling(full.getFileName() + ".p");
  }

  private static String index(long index) {
    StringBuilder name = new StringBuilder(threeDigits(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      name.insert(0, "x" + threeDigits(rest % 1000) + "/");
    }
    return name.toString();
  }

  private static String threeDigits(long number) {
    return String.format(Locale.ROOT, "%03d", number);
  }
}
