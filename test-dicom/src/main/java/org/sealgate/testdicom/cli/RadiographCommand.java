package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.scp.cli.CommandFailedException;
import org.sealgate.testdicom.bench.RadiographBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Classification of large radiographs on one thread. */
@Command(
    name = "radiograph",
    mixinStandardHelpOptions = true,
    description = "Classification of large radiographs on one thread, by transfer syntax.")
final class RadiographCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Option(names = "--size", description = "rows and columns (default: ${DEFAULT-VALUE})")
  int size = 2048;

  @Option(names = "--rounds", description = "classifications of each (default: ${DEFAULT-VALUE})")
  int rounds = 60;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    try (BenchFolder folder = BenchFolder.create();
        PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      Path path = folder.path();
      System.out.println(new RadiographBenchmark(classifier, path, size, rounds).run());
      return 0;
    } catch (ModelRefusedException e) {
      throw new CommandFailedException("the model is refused: " + e.getMessage());
    }
  }
}
