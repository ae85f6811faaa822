package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.testdicom.demo.ClassificationBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What classification at full load costs the store path. */
@Command(
    name = "classification",
    mixinStandardHelpOptions = true,
    description = "Store of a CT series while classification is idle, and while it has work.")
final class ClassificationCommand extends BenchmarkCommand {
  @Option(names = "--rounds", description = "counted rounds of each (default: ${DEFAULT-VALUE})")
  int rounds = 11;

  @Option(names = "--slices", description = "slices of each series (default: ${DEFAULT-VALUE})")
  int slices = 400;

  @Override
  Outcome run(Path folder) throws IOException {
    return new Outcome(new ClassificationBenchmark(folder, slices, rounds, System.err).run());
  }
}
