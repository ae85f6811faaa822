package org.sealgate.inference;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a model whose fingerprint has been checked.
 *
 * @param bytes the ONNX file; not copied
 * @param sha256 its SHA-256, lower case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; megabytes that need no copy
record ModelFile(byte[] bytes, String sha256) {
  /** Larger files are not read: ten times the size that a model for this task needs. */
  static final long LARGEST = 100L << 20;

  private static final String BUILT_IN = "chest-xray-pneumonia.onnx";

  /**
   * Reads the file that the options name and compares its SHA-256 with the one that is required.
   */
  static ModelFile read(ModelOptions options) throws ModelRefusedException, IOException {
    byte[] bytes = options.file().isPresent() ? bytes(options.file().get()) : resource(BUILT_IN);
    Optional<String> builtIn =
        options.file().isPresent()
            ? Optional.empty()
            : Optional.of(
                new String(resource(BUILT_IN + ".sha256"), StandardCharsets.US_ASCII).strip());
    String sha256 = sha256(bytes);
    for (Optional<String> required : List.of(options.sha256(), builtIn)) {
      if (required.isPresent() && !required.get().equals(sha256)) {
        throw new ModelRefusedException(
            "model has SHA-256 " + sha256 + ", " + required.get() + " is required");
      }
    }
    return new ModelFile(bytes, sha256);
  }

  private static byte[] bytes(Path file) throws ModelRefusedException, IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new ModelRefusedException(
          "model " + file + " has " + size + " bytes, the limit is " + LARGEST);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = ModelFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException("resource " + name + " is not in this build");
      }
      return stream.readAllBytes();
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java platform has SHA-256", exception);
    }
  }
}
