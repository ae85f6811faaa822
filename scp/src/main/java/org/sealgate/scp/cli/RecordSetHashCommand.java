package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.ethereum.MinedChange;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.receipt.Receipt;
import org.sealgate.chain.receipt.ReceiptFormatException;
import org.sealgate.chain.record.BodyPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds the hash of an image to a record. */
@Command(
    name = "set-hash",
    mixinStandardHelpOptions = true,
    description = "Add an image's hash to a record, as a doctor (setXrayhash).")
final class RecordSetHashCommand extends RecordSubcommand {
  @Parameters(index = "1", paramLabel = "PART", description = "the body part, such as CHEST")
  String part = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "HASH",
      description = "the image's leaf hash, 64 hexadecimal digits")
  @Nullable String hash;

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "in place of HASH: the leaf hash is that of this receipt")
  @Nullable Path receipt;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    BodyPart bodyPart;
    Digest digest;
    try {
      bodyPart = new BodyPart(part);
      digest = digest();
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    try (RecordSession session = open()) {
      MinedChange change =
          session.ask(
              contract -> contract.setXrayhash(session.key(), chain.timeout(), bodyPart, digest));
      Output.printChange(
          chain.json,
          "the hash of " + bodyPart + " is on record",
          change,
          Map.of("part", bodyPart.name(), "hash", digest.prefixedHex()));
      return 0;
    }
  }

  private Digest digest() throws IOException, CommandFailedException {
    if ((hash == null) == (receipt == null)) {
      throw new CommandFailedException("give either HASH or --receipt");
    }
    if (hash != null) {
      return Digest.fromHex(hash);
    }
    try {
      return Receipt.parse(Files.readString(receipt)).leaf().leafHash();
    } catch (ReceiptFormatException e) {
      throw new CommandFailedException(receipt + " is no receipt: " + e.getMessage());
    }
  }
}
