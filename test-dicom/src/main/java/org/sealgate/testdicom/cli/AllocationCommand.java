package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.testdicom.bench.AllocationBenchmark;
import picocli.CommandLine.Command;

/** What receiving allocates on the heap. */
@Command(
    name = "allocation",
    mixinStandardHelpOptions = true,
    description = "Heap allocated for each received C-STORE, by the length of its data set (JMH).")
final class AllocationCommand extends BenchmarkCommand {
  @Override
  Outcome run(Path folder) throws IOException {
    System.err.println("running JMH, about two minutes ...");
    return new Outcome(new AllocationBenchmark(folder).run());
  }
}
