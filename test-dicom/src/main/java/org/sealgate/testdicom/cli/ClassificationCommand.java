package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sealgate.testdicom.demo.ClassificationBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What classification at full load costs the store path. */
@Command(
    name = "classification",
    mixinStandardHelpOptions = true,
    description = "Store of a CT series while classification is idle, and while it has work.")
final class ClassificationCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Option(names = "--rounds", description = "counted rounds of each (default: ${DEFAULT-VALUE})")
  int rounds = 11;

  @Option(names = "--slices", description = "slices of each series (default: ${DEFAULT-VALUE})")
  int slices = 400;

  @Override
  public Integer call() throws IOException {
    try (BenchFolder folder = BenchFolder.create()) {
      System.out.println(
          new ClassificationBenchmark(folder.path(), slices, rounds, System.err).run());
      return 0;
    }
  }
}
