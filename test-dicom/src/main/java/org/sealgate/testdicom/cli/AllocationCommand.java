package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sealgate.testdicom.bench.AllocationBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What receiving allocates on the heap. */
@Command(
    name = "allocation",
    mixinStandardHelpOptions = true,
    description = "Heap allocated for each received C-STORE, by the length of its data set (JMH).")
final class AllocationCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Override
  public Integer call() throws IOException {
    try (BenchFolder folder = BenchFolder.create()) {
      System.err.println("running JMH, about two minutes ...");
      System.out.println(new AllocationBenchmark(folder.path()).run());
      return 0;
    }
  }
}
