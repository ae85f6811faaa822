package org.sealgate.inference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a tool that the build machine has (DCMTK, dicom3tools). */
public final class ExternalProcess {
  private ExternalProcess() {}

  /** What a process printed, standard error included, and how it ended. */
  public record Result(int exitStatus, String output) {}

  /** Runs a command to its end. */
  public static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " does not end");
    }
    return new Result(process.exitValue(), output);
  }

  /** Runs a command that must succeed. */
  public static String succeed(String... command) throws IOException, InterruptedException {
    Result result = run(List.of(command));
    if (result.exitStatus() != 0) {
      throw new IOException(
          List.of(command) + " exits with " + result.exitStatus() + ": " + result.output());
    }
    return result.output();
  }
}
