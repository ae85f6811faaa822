package org.sealgate.inference;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Which model to load and how to run it.
 *
 * @param file an ONNX file; empty for the model that comes with this library
 * @param sha256 the SHA-256 that the file must have, 64 hexadecimal digits; empty accepts any file
 *     that keeps the contract (the model that comes with this library is always checked)
 * @param threads threads that one classification may use, 1 to 64
 */
public record ModelOptions(Optional<Path> file, Optional<String> sha256, int threads) {
  /** Checks the digest's form and the number of threads. */
  public ModelOptions {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("threads is " + threads + ", allowed: 1 to 64");
    }
    sha256 = sha256.map(digest -> digest.toLowerCase(Locale.ROOT));
    sha256.ifPresent(ModelOptions::requireDigest);
  }

  /** The model that comes with this library, one thread. */
  public static ModelOptions builtIn() {
    return new ModelOptions(Optional.empty(), Optional.empty(), 1);
  }

  /** A model file with any content that keeps the contract, one thread. */
  public static ModelOptions ofFile(Path file) {
    return new ModelOptions(Optional.of(file), Optional.empty(), 1);
  }

  /** The same with a digest that the model must have. */
  public ModelOptions requiring(String digest) {
    return new ModelOptions(file, Optional.of(digest), threads);
  }

  private static void requireDigest(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 is '" + digest + "', 64 hexadecimal digits needed");
    }
  }
}
