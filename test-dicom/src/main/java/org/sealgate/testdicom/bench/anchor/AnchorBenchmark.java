package org.sealgate.testdicom.bench.anchor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sealgate.chain.anchor.AnchorSettings.Mode;
import org.sealgate.chain.ethereum.RevertedException;

/**
 * The same images on three chains: one by one as the original scheme did, one by one as anchors,
 * and all by one anchor of the log; then logs of many leaves.
 */
public final class AnchorBenchmark {
  private static final List<BenchChain.Kind> CHAINS =
      List.of(BenchChain::anvilInstant, BenchChain::anvilSeconds, BenchChain::ganache);

  private final Path folder;
  private final Options options;
  private final PrintStream progress;
  private final List<AnchorCase> cases = new ArrayList<>();
  private int runs;

  /**
   * How much is measured.
   *
   * @param images radiographs of the comparison
   * @param imageSize their rows and columns, of 16 bits a pixel
   * @param leaves sizes of the logs of leaves without images
   */
  public record Options(int images, int imageSize, List<Integer> leaves) {
    /** Copies the sizes; refuses counts below 1. */
    public Options {
      leaves = List.copyOf(leaves);
      if (images < 1 || imageSize < 16 || leaves.stream().anyMatch(count -> count < 1)) {
        throw new IllegalArgumentException(
            "images and leaves must be at least 1 and image-size at least 16");
      }
    }
  }

  /**
   * A benchmark.
   *
   * @param folder existing folder for logs and chains
   * @param progress where to say what is measured
   */
  public AnchorBenchmark(Path folder, Options options, PrintStream progress) {
    this.folder = folder;
    this.options = options;
    this.progress = progress;
  }

  /** Measures everything; one line of JSON. */
  public String run() throws IOException {
    progress.printf(
        "hashing %d radiographs of %d x %d%n",
        options.images(), options.imageSize(), options.imageSize());
    // The first images compile the code, as they do in a node after its start.
    HashedImages.radiographs(3, options.imageSize());
    HashedImages images = HashedImages.radiographs(options.images(), options.imageSize());
    try {
      for (BenchChain.Kind kind : CHAINS) {
        compare(kind, images);
      }
      for (int leaves : options.leaves()) {
        manyLeaves(leaves);
      }
    } catch (RevertedException e) {
      throw new IOException("a contract has refused: " + e.getMessage(), e);
    }
    List<Map<String, Object>> maps = cases.stream().map(AnchorCase::toMap).toList();
    return new ObjectMapper().writeValueAsString(Map.of("cases", maps));
  }

  private void compare(BenchChain.Kind kind, HashedImages images)
      throws IOException, RevertedException {
    try (BenchChain chain = kind.open(next("chain"))) {
      keep(anchoring(chain, Mode.LOG).run(images));
      keep(anchoring(chain, Mode.INDIVIDUAL).run(images));
      keep(new OriginalScheme(chain).run(images));
    }
  }

  private void manyLeaves(int leaves) throws IOException, RevertedException {
    HashedImages hashes = HashedImages.digestsOnly(leaves);
    try (BenchChain chain = BenchChain.anvilInstant(next("chain"))) {
      keep(anchoring(chain, Mode.LOG).run(hashes));
    }
  }

  private LogAnchoring anchoring(BenchChain chain, Mode mode) throws IOException {
    return new LogAnchoring(chain, mode, next("run"));
  }

  private Path next(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name + "-" + ++runs));
  }

  private void keep(AnchorCase measured) {
    cases.add(measured);
    progress.println(measured.toMap());
  }
}
