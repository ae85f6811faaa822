package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.scp.cli.CommandFailedException;
import picocli.CommandLine.Option;

/** A benchmark: it prints one line of JSON on standard output, and its progress elsewhere. */
abstract class BenchmarkCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "accepted for symmetry; the result is always one line of JSON")
  boolean json;

  @Override
  public final Integer call() throws IOException, CommandFailedException {
    try (BenchFolder folder = BenchFolder.create()) {
      Outcome outcome = run(folder.path());
      System.out.println(outcome.json());
      return outcome.exitStatus();
    } catch (ModelRefusedException e) {
      throw new CommandFailedException("the model is refused: " + e.getMessage());
    }
  }

  /**
   * Measures.
   *
   * @param folder for files, deleted afterwards
   */
  abstract Outcome run(Path folder) throws IOException, ModelRefusedException;

  /**
   * What was measured.
   *
   * @param json one line
   * @param exitStatus 0 unless the figures are not what they have to be
   */
  record Outcome(String json, int exitStatus) {
    /** Figures that may be anything. */
    Outcome(String json) {
      this(json, 0);
    }
  }
}
