package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.inference.benchmark.InferenceBenchmark;
import org.sealgate.scp.cli.CommandFailedException;
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
  static final class PathCase implements Callable<Integer> {
    @Option(
        names = "--json",
        description = "accepted for symmetry; the result is always one line of JSON")
    boolean json;

    @Option(names = "--rounds", description = "counted rounds of each (default: ${DEFAULT-VALUE})")
    int rounds = 11;

    @Option(names = "--slices", description = "slices of each series (default: ${DEFAULT-VALUE})")
    int slices = 200;

    @Option(
        names = "--stock",
        description = "leave TCP_NODELAY=1 out of the peers' environment, as Debian does")
    boolean stock;

    @Override
    public Integer call() throws IOException {
      try (BenchFolder folder = BenchFolder.create()) {
        System.out.println(
            new PathBenchmark(folder.path(), slices, rounds, !stock, System.err).run());
        return 0;
      }
    }
  }

  /** The classifier on labelled X-rays, through the whole path from DICOM files. */
  @Command(
      name = "inference",
      mixinStandardHelpOptions = true,
      description = "The classifier on labelled X-rays, through the whole path from DICOM files.")
  static final class InferenceCase implements Callable<Integer> {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "folder with labels.csv and the images")
    Path data = Path.of("");

    @Option(
        names = "--json",
        description = "accepted for symmetry; the result is always one line of JSON")
    boolean json;

    @Override
    public Integer call() throws IOException, CommandFailedException {
      try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
        System.out.println(
            new InferenceBenchmark(classifier).run(data, InferenceCase::show).toJson());
        return 0;
      } catch (ModelRefusedException e) {
        throw new CommandFailedException("the model is refused: " + e.getMessage());
      }
    }

    private static void show(int done, int total) {
      if (done % 100 == 0 || done == total) {
        System.err.printf("%d of %d images%n", done, total);
      }
    }
  }
}
