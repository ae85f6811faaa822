package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.testdicom.bench.AgreementBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Java against the training code on full-resolution images. */
@Command(
    name = "agreement",
    mixinStandardHelpOptions = true,
    description =
        "The probabilities of Java against the training code's, on full-resolution images in every"
            + " transfer syntax. Exit status 1 if they differ too much.")
final class AgreementCommand extends BenchmarkCommand {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "folder with the labelled X-rays, full-resolution ones in DIR/originals")
  Path data = Path.of("");

  @Override
  Outcome run(Path folder) throws IOException, ModelRefusedException {
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      List<AgreementBenchmark.Difference> differences =
          new AgreementBenchmark(classifier, folder)
              .run(data.resolve("originals"), AgreementCommand::show);
      boolean agree = differences.stream().allMatch(AgreementBenchmark.Difference::agrees);
      return new Outcome(AgreementBenchmark.toJson(differences), agree ? 0 : 1);
    }
  }

  private static void show(int done, int total) {
    System.err.printf("%d of %d images%n", done, total);
  }
}
