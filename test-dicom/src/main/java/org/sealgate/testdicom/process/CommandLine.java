package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * One run of a command line tool to its end.
 *
 * @param tool what to run
 * @param arguments its arguments
 * @param environment variables added to the environment
 * @param directory working directory
 * @param limit time after which it is killed
 */
public record CommandLine(
    ExternalTool tool,
    List<String> arguments,
    Map<String, String> environment,
    Path directory,
    Duration limit) {
  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(5);

  /** Copies the collections. */
  public CommandLine {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** The tool with these arguments in the current directory, killed after five minutes. */
  public static CommandLine of(ExternalTool tool, String... arguments) {
    return new CommandLine(
        tool, List.of(arguments), Map.of(), Path.of("").toAbsolutePath(), DEFAULT_LIMIT);
  }

  /** The same with these variables added to its environment. */
  public CommandLine withEnvironment(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new CommandLine(tool, arguments, all, directory, limit);
  }

  /** The same in another working directory. */
  public CommandLine in(Path workingDirectory) {
    return new CommandLine(tool, arguments, environment, workingDirectory, limit);
  }

  /** The same, killed after this time. */
  public CommandLine within(Duration time) {
    return new CommandLine(tool, arguments, environment, directory, time);
  }

  /**
   * Runs the tool and waits for its end.
   *
   * @throws MissingToolException when it is not installed
   * @throws IllegalStateException when it had to be killed because the time was up
   */
  public ToolResult run() {
    try {
      Path log = Files.createTempFile(tool.name(), ".log");
      try {
        return runInto(log);
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for the output of " + tool.name(), e);
    }
  }

  private ToolResult runInto(Path log) {
    List<String> command = new ArrayList<>(List.of(tool.locate().toString()));
    command.addAll(arguments);
    var specification = new ProcessSpecification(tool.name(), command, environment, directory, log);
    ManagedProcess process = ManagedProcess.start(specification);
    try {
      int exitCode = process.awaitExit(limit);
      return new ToolResult(specification.commandLine(), exitCode, process.log());
    } catch (TimeoutException e) {
      process.kill();
      throw new IllegalStateException(
          specification.commandLine() + ": killed, " + e.getMessage() + "\n" + process.log(), e);
    }
  }
}
