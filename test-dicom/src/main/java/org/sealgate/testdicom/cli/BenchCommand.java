package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.inference.benchmark.InferenceBenchmark;
import org.sealgate.testdicom.demo.PathBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures against peers, in alternating rounds. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure against peers.",
    subcommands = {
      BenchCommand.PathCase.class,
      WireCommand.class,
      AllocationCommand.class,
      AnchorBenchCommand.class,
      BenchCommand.InferenceCase.class,
      RadiographCommand.class,
      AgreementCommand.class,
      ClassificationCommand.class
    })
final class BenchCommand {

  /** Store and retrieve of a CT series: plain PACS against the node. */
  @Command(
      name = "path",
      mixinStandardHelpOptions = true,
      description = "Store and retrieve of a CT series: plain PACS against Sealgate.")
  static final class PathCase extends BenchmarkCommand {
    @Option(names = "--rounds", description = "counted rounds of each (default: ${DEFAULT-VALUE})")
    int rounds = 11;

    @Option(
        names = "--warm-up-rounds",
        description = "uncounted rounds of each (default: ${DEFAULT-VALUE})")
    int warmUpRounds = 5;

    @Option(names = "--slices", description = "slices of each series (default: ${DEFAULT-VALUE})")
    int slices = 200;

    @Option(
        names = "--stock",
        description = "leave TCP_NODELAY=1 out of the peers' environment, as Debian does")
    boolean stock;

    @Override
    Outcome run(Path folder) throws IOException {
      var options = new PathBenchmark.Options(slices, warmUpRounds, rounds, !stock);
      return new Outcome(new PathBenchmark(folder, options, System.err).run());
    }
  }

  /** The classifier on labelled X-rays, through the whole path from DICOM files. */
  @Command(
      name = "inference",
      mixinStandardHelpOptions = true,
      description = "The classifier on labelled X-rays, through the whole path from DICOM files.")
  static final class InferenceCase extends BenchmarkCommand {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "folder with labels.csv and the images")
    Path data = Path.of("");

    @Override
    Outcome run(Path folder) throws IOException, ModelRefusedException {
      try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
        return new Outcome(
            new InferenceBenchmark(classifier).run(data, InferenceCase::show).toJson());
      }
    }

    private static void show(int done, int total) {
      if (done % 100 == 0 || done == total) {
        System.err.printf("%d of %d images%n", done, total);
      }
    }
  }
}
