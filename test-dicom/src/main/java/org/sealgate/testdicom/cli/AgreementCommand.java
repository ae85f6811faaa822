package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.scp.cli.CommandFailedException;
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
final class AgreementCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "folder with the labelled X-rays, full-resolution ones in DIR/originals")
  Path data = Path.of("");

  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    try (BenchFolder folder = BenchFolder.create();
        PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      List<AgreementBenchmark.Difference> differences =
          new AgreementBenchmark(classifier, folder.path())
              .run(data.resolve("originals"), AgreementCommand::show);
      System.out.println(AgreementBenchmark.toJson(differences));
      return differences.stream().allMatch(AgreementBenchmark.Difference::agrees) ? 0 : 1;
    } catch (ModelRefusedException e) {
      throw new CommandFailedException("the model is refused: " + e.getMessage());
    }
  }

  private static void show(int done, int total) {
    System.err.printf("%d of %d images%n", done, total);
  }
}
