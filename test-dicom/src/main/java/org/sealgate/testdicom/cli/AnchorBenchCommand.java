package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sealgate.testdicom.bench.anchor.AnchorBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Anchoring images one by one against one transaction for the log. */
@Command(
    name = "anchor",
    mixinStandardHelpOptions = true,
    description = "Anchoring images one by one, as the original scheme did, and by the log.")
final class AnchorBenchCommand extends BenchmarkCommand {
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
  Outcome run(Path folder) throws IOException {
    var options = new AnchorBenchmark.Options(images, imageSize, leaves);
    return new Outcome(new AnchorBenchmark(folder, options, System.err).run());
  }
}
