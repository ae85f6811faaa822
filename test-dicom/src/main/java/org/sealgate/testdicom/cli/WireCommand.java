package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sealgate.testdicom.bench.WireBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Receiving and sending with the DICOM module alone: against DCMTK. */
@Command(
    name = "wire",
    mixinStandardHelpOptions = true,
    description = "Receiving and sending, ours against DCMTK's storescp and storescu.")
final class WireCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Option(names = "--rounds", description = "counted rounds of each (default: ${DEFAULT-VALUE})")
  int rounds = 9;

  @Option(
      names = "--warm-up-rounds",
      description = "uncounted rounds of each (default: ${DEFAULT-VALUE})")
  int warmUpRounds = 5;

  @Option(names = "--slices", description = "CT slices (default: ${DEFAULT-VALUE})")
  int slices = 1000;

  @Option(names = "--radiographs", description = "CR images (default: ${DEFAULT-VALUE})")
  int radiographs = 100;

  @Override
  public Integer call() throws IOException {
    try (BenchFolder folder = BenchFolder.create()) {
      var options = new WireBenchmark.Options(slices, radiographs, warmUpRounds, rounds);
      System.out.println(new WireBenchmark(folder.path(), options, System.err).run());
      return 0;
    }
  }
}
