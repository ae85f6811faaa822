package org.sealgate.dimse.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * Runs Jazzer on one target after the other, each in a virtual machine of its own with a small
 * heap. Arguments: {@code [--runs N] [--folder PATH] [TARGET...]}, where N is the number of
 * executions of each target, 10 million by default, and the targets are all unless named.
 *
 * <p>The folder keeps the corpus of each target from run to run, and what broke a property as
 * {@code findings/crash-…}; a finding belongs into {@code src/test/resources/fuzz/TARGET} once it
 * is fixed. The exit status is 0 only if nothing was found.
 */
public final class FuzzCampaign {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final List<String> INSTRUMENTED =
      List.of(
          "org.sealgate.dimse.data.**",
          "org.sealgate.dimse.pdu.**",
          "org.sealgate.dimse.service.**");

  private long runs = 10_000_000;
  private Path folder = Path.of("target", "fuzz");
  private final List<FuzzTarget> targets = new ArrayList<>();

  private FuzzCampaign() {}

  /** Runs the campaign and exits. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FuzzCampaign campaign = new FuzzCampaign();
    campaign.parse(List.of(arguments).iterator());
    System.exit(campaign.run() ? 0 : 1);
  }

  private void parse(Iterator<String> arguments) {
    while (arguments.hasNext()) {
      String argument = arguments.next();
      switch (argument) {
        case "--runs" -> runs = Long.parseLong(arguments.next());
        case "--folder" -> folder = Path.of(arguments.next());
        default -> targets.add(FuzzTarget.named(argument));
      }
    }
    if (targets.isEmpty()) {
      targets.addAll(List.of(FuzzTarget.values()));
    }
  }

  private boolean run() throws IOException, InterruptedException {
    boolean clean = true;
    for (FuzzTarget target : targets) {
      System.out.printf("%s: %,d executions%n", target.folder(), runs);
      clean &= run(target);
    }
    return clean;
  }

  private boolean run(FuzzTarget target) throws IOException, InterruptedException {
    Path work = folder.resolve(target.folder()).toAbsolutePath();
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    Path findings = Files.createDirectories(work.resolve("findings"));
    writeSeeds(target, corpus);
    Path log = work.resolve("jazzer.log");
    long start = System.nanoTime();
    int status = execute(command(target, corpus, findings), log);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %s after %.0f s, %,.0f executions/s; %s%n",
        target.folder(), status == 0 ? "nothing found" : "FOUND", seconds, runs / seconds, log);
    return status == 0;
  }

  private static int execute(List<String> command, Path log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void writeSeeds(FuzzTarget target, Path corpus) throws IOException {
    List<byte[]> seeds = new ArrayList<>(FuzzSeeds.of(target));
    seeds.addAll(FuzzCorpus.of(target));
    for (byte[] seed : seeds) {
      if (seed.length <= FuzzTarget.MAXIMUM_INPUT_LENGTH) {
        String name = "seed-" + HexFormat.of().toHexDigits(Arrays.hashCode(seed));
        Files.write(corpus.resolve(name), seed);
      }
    }
  }

  private List<String> command(FuzzTarget target, Path corpus, Path findings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        // Most inputs are refused; a property that breaks is looked at in a test, where it has a
        // trace.
        "-XX:-StackTraceInThrowable",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        JAZZER,
        "--target_class=" + FuzzEntry.class.getName(),
        "--target_args=" + target.folder(),
        "--instrumentation_includes=" + String.join(":", INSTRUMENTED),
        // No hooks for bugs of other kinds, such as injections: they cost time on every call.
        "--custom_hook_includes=org.sealgate.none.**",
        "--reproducer_path=" + findings,
        "-artifact_prefix=" + findings + "/",
        "-runs=" + runs,
        "-max_len=" + FuzzTarget.MAXIMUM_INPUT_LENGTH,
        "-timeout=300",
        "-print_final_stats=1",
        corpus.toString());
  }
}
