package org.sealgate.scp.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.EthereumLedger;
import org.sealgate.chain.receipt.Receipt;
import org.sealgate.chain.receipt.ReceiptCheck;
import org.sealgate.chain.receipt.ReceiptExpectation;
import org.sealgate.chain.receipt.ReceiptFormatException;
import org.sealgate.chain.receipt.ReceiptReport;
import org.sealgate.chain.receipt.ReceiptVerifier;
import org.sealgate.scp.fingerprint.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Checks a DICOM file against its receipt, and the receipt against the chain; needs no node. Exit
 * status 0 only if the file is EXACT or EQUIVALENT and every check of the receipt passed.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check an image against its receipt and the chain, without the node.")
final class VerifyCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Parameters(paramLabel = "FILE", description = "a DICOM file")
  Path file = Path.of("");

  @Option(
      names = "--receipt",
      required = true,
      paramLabel = "R",
      description = "the instance's receipt")
  Path receiptFile = Path.of("");

  @Option(
      names = "--rpc",
      required = true,
      paramLabel = "URL",
      description = "JSON-RPC address of an Ethereum node; may be given more than once")
  List<URI> endpoints = List.of();

  @Option(names = "--chain-id", paramLabel = "N", description = "the chain that is expected")
  @Nullable Long chainId;

  @Option(names = "--contract", paramLabel = "0x...", description = "the hospital's AnchorRegistry")
  @Nullable String contract;

  @Option(names = "--json", description = "print one line of JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    Receipt receipt = receipt();
    FileVerdict fileVerdict = FileVerdict.of(file, receipt.leaf());
    ReceiptReport report = check(receipt);
    boolean good = fileVerdict.isGood() && report.isProven();
    Verdict verdict = verdict(fileVerdict, report);
    if (json) {
      printJson(verdict, fileVerdict, report);
    } else {
      print(verdict, fileVerdict, report);
    }
    return good ? 0 : 1;
  }

  private Receipt receipt() throws IOException, CommandFailedException {
    try {
      return Receipt.parse(Files.readString(receiptFile));
    } catch (ReceiptFormatException e) {
      throw new CommandFailedException(receiptFile + " is no receipt: " + e.getMessage());
    }
  }

  private ReceiptReport check(Receipt receipt) throws CommandFailedException {
    Optional<EthereumAddress> expected;
    try {
      expected = Optional.ofNullable(contract).map(EthereumAddress::new);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--contract: " + e.getMessage());
    }
    ReceiptExpectation expectation =
        new ReceiptExpectation(Optional.ofNullable(chainId), expected, Optional.empty());
    try (EthereumEndpoints chain = EthereumEndpoints.of(endpoints, TIMEOUT)) {
      return new ReceiptVerifier(new EthereumLedger(chain), expectation).verify(receipt);
    }
  }

  /**
   * An image that is what the receipt says is only UNANCHORED where the receipt itself is not
   * proven.
   */
  private static Verdict verdict(FileVerdict fileVerdict, ReceiptReport report) {
    return fileVerdict.isGood() && !report.isProven() ? Verdict.UNANCHORED : fileVerdict.verdict();
  }

  private static void print(Verdict verdict, FileVerdict fileVerdict, ReceiptReport report) {
    System.out.println(verdict);
    System.out.printf(
        "  %-9s %-22s %s%n",
        fileVerdict.isGood() ? "passed" : "FAILED", "image", fileVerdict.reason());
    for (ReceiptCheck check : report.checks()) {
      System.out.printf(
          "  %-9s %-22s %s%n", word(check.outcome()), check.name().title(), check.reason());
    }
  }

  private static String word(ReceiptCheck.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "passed";
      case FAILED -> "FAILED";
      case SKIPPED -> "skipped";
      case UNAVAILABLE -> "NO ANSWER";
    };
  }

  private static void printJson(Verdict verdict, FileVerdict fileVerdict, ReceiptReport report)
      throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("verdict", verdict.name());
    result.put("image", fileVerdict.reason());
    result.put("proven", report.isProven());
    Map<String, String> checks = new LinkedHashMap<>();
    report
        .checks()
        .forEach(check ->
            checks.put(check.name().title(), word(check.outcome()) + ": " + check.reason()));
    result.put("checks", checks);
    System.out.println(new ObjectMapper().writeValueAsString(result));
  }
}
