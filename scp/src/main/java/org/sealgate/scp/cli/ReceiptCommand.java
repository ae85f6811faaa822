package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the receipt of an instance, which the running node makes. */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = "Write the receipt of an instance.")
final class ReceiptCommand implements Callable<Integer> {
  @Mixin ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "UID", description = "SOP Instance UID")
  String sopInstanceUid = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where to write it (default: standard output)")
  @Nullable Path output;

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailedException {
    String path = "/api/receipts/" + InstanceUid.require(sopInstanceUid);
    String receipt = new AdminClient(configuration.read()).get(path);
    if (output == null) {
      System.out.println(receipt.stripTrailing());
    } else {
      Files.writeString(output, receipt);
    }
    return 0;
  }
}
