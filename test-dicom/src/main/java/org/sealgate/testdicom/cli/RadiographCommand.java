package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.testdicom.bench.RadiographBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Classification of large radiographs on one thread. */
@Command(
    name = "radiograph",
    mixinStandardHelpOptions = true,
    description = "Classification of large radiographs on one thread, by transfer syntax.")
final class RadiographCommand extends BenchmarkCommand {
  @Option(names = "--size", description = "rows and columns (default: ${DEFAULT-VALUE})")
  int size = 2048;

  @Option(names = "--rounds", description = "classifications of each (default: ${DEFAULT-VALUE})")
  int rounds = 60;

  @Override
  Outcome run(Path folder) throws IOException, ModelRefusedException {
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      return new Outcome(new RadiographBenchmark(classifier, folder, size, rounds).run());
    }
  }
}
