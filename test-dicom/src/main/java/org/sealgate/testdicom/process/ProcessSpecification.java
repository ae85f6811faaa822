package org.sealgate.testdicom.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to start and where its output goes.
 *
 * @param name short name for messages, such as {@code orthanc}
 * @param command executable and arguments
 * @param environment variables set in addition to those of this virtual machine
 * @param directory working directory
 * @param logFile file that standard output and standard error are appended to
 */
public record ProcessSpecification(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path logFile) {
  /**
   * The variable that makes DCMTK and Orthanc switch Nagle's algorithm off. Without it they lose
   * about 40 ms an image against a receiver with delayed acknowledgements.
   */
  public static final Map<String, String> TCP_NO_DELAY = Map.of("TCP_NODELAY", "1");

  /** Copies the collections and refuses an empty command. */
  public ProcessSpecification {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command: empty for " + name);
    }
  }

  /**
   * A process that works in {@code directory} and logs to {@code NAME.log} there.
   *
   * @param name short name for messages and the log file
   * @param directory existing folder
   * @param command executable and arguments
   */
  public static ProcessSpecification of(String name, Path directory, List<String> command) {
    return new ProcessSpecification(
        name, command, Map.of(), directory, directory.resolve(name + ".log"));
  }

  /** The same with these variables added to its environment. */
  public ProcessSpecification withEnvironment(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new ProcessSpecification(name, command, all, directory, logFile);
  }

  /** The command as a person would type it, for messages. */
  public String commandLine() {
    StringBuilder line = new StringBuilder();
    new TreeMap<>(environment).forEach((k, v) -> line.append(k).append('=').append(v).append(' '));
    return line.append(String.join(" ", command)).toString();
  }
}
