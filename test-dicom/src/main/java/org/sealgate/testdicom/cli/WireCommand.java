package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.testdicom.bench.WireBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Receiving and sending with the DICOM module alone: against DCMTK. */
@Command(
    name = "wire",
    mixinStandardHelpOptions = true,
    description = "Receiving and sending, ours against DCMTK's storescp and storescu.")
final class WireCommand extends BenchmarkCommand {
  @Option(names = "--rounds", description = "counted rounds of each (default: ${DEFAULT-VALUE})")
  int rounds = 9;

  @Option(
      names = "--warm-up-rounds",
      description = "uncounted rounds of each (default: ${DEFAULT-VALUE})")
  int warmUpRounds = 8;

  @Option(names = "--slices", description = "CT slices (default: ${DEFAULT-VALUE})")
  int slices = 1000;

  @Option(names = "--radiographs", description = "CR images (default: ${DEFAULT-VALUE})")
  int radiographs = 100;

  @Override
  Outcome run(Path folder) throws IOException {
    var options = new WireBenchmark.Options(slices, radiographs, warmUpRounds, rounds);
    return new Outcome(new WireBenchmark(folder, options, System.err).run());
  }
}
