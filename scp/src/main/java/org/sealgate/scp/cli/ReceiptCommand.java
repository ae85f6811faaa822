package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

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
    if (!UID.matcher(sopInstanceUid).matches()) {
      throw new CommandFailedException(
          "UID must be digits and dots, at most 64 characters, but is \"" + sopInstanceUid + "\"");
    }
    String receipt = new AdminClient(configuration.read()).get("/api/receipts/" + sopInstanceUid);
    if (output == null) {
      System.out.println(receipt.stripTrailing());
    } else {
      Files.writeString(output, receipt);
    }
    return 0;
  }
}
