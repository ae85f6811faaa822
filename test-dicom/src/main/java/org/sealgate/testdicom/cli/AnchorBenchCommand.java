package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.sealgate.testdicom.bench.anchor.AnchorBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Anchoring images one by one against one transaction for the log. */
@Command(
    name = "anchor",
    mixinStandardHelpOptions = true,
    description = "Anchoring images one by one, as the original scheme did, and by the log.")
final class AnchorBenchCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Option(names = "--images", description = "radiographs (default: ${DEFAULT-VALUE})")
  int images = 100;

  @Option(
      names = "--image-size",
      description = "rows and columns of each (default: ${DEFAULT-VALUE})")
  int imageSize = 1024;

  @Option(
      names = "--leaves",
      split = ",",
      paramLabel = "N",
      description = "sizes of the large logs (default: ${DEFAULT-VALUE})")
  List<Integer> leaves = List.of(10_000, 1_000_000);

  @Override
  public Integer call() throws IOException {
    try (BenchFolder folder = BenchFolder.create()) {
      var options = new AnchorBenchmark.Options(images, imageSize, leaves);
      System.out.println(new AnchorBenchmark(folder.path(), options, System.err).run());
      return 0;
    }
  }
}
