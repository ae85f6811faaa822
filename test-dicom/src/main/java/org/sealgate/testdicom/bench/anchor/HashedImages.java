package org.sealgate.testdicom.bench.anchor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.Leaf;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.scp.fingerprint.FingerprintCalculator;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

/**
 * Leaves, and the time it took to make them.
 *
 * @param leafHashes what enters the log
 * @param time for fingerprints and leaves; that of generating the images is not in it
 */
record HashedImages(List<Digest> leafHashes, Duration time) {
  private static final DataSetHandler NOBODY = new DataSetHandler() {};
  private static final int FRAGMENT = 128 << 10;

  /** Generated chest radiographs, fingerprinted fragment by fragment as if they were received. */
  static HashedImages radiographs(int images, int size) throws IOException {
    List<Digest> leafHashes = new ArrayList<>();
    Duration time = Duration.ZERO;
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(2 * size * size + (1 << 16));
    for (GeneratedInstance image :
        Studies.computedRadiographs(StudyOptions.of(4), images, size, size).instances()) {
      encoded.reset();
      Encoding.DEFAULT.writeDataSet(image, encoded);
      byte[] dataSet = encoded.toByteArray();
      long start = System.nanoTime();
      leafHashes.add(leafHash(image.sopInstanceUid(), dataSet));
      time = time.plusNanos(System.nanoTime() - start);
    }
    return new HashedImages(List.copyOf(leafHashes), time);
  }

  private static Digest leafHash(String sopInstanceUid, byte[] dataSet) {
    FingerprintCalculator calculator =
        new FingerprintCalculator(Encoding.DEFAULT.transferSyntax(), NOBODY);
    try {
      for (int start = 0; start < dataSet.length; start += FRAGMENT) {
        int length = Math.min(FRAGMENT, dataSet.length - start);
        calculator.feed(ByteBuffer.wrap(dataSet, start, length));
      }
      Fingerprint found = calculator.finish();
      return Leaf.create(
              found.pixels(), found.wire(), found.canonical(), sopInstanceUid, Instant.now())
          .leafHash();
    } catch (DataSetFormatException impossible) {
      throw new UncheckedIOException("a generated image is no data set", impossible);
    }
  }

  /** Leaves of images that are only digests: for logs of a size that no benchmark can image. */
  static HashedImages digestsOnly(int leaves) {
    byte[] seed = new byte[Digest.LENGTH];
    new SecureRandom().nextBytes(seed);
    List<Digest> leafHashes = new ArrayList<>(leaves);
    Digest digest = Digest.of(seed);
    Instant now = Instant.now();
    long start = System.nanoTime();
    for (int i = 0; i < leaves; i++) {
      digest = Leaf.create(digest, digest, digest, "2.25." + i, now).leafHash();
      leafHashes.add(digest);
    }
    return new HashedImages(leafHashes, Duration.ofNanos(System.nanoTime() - start));
  }
}
