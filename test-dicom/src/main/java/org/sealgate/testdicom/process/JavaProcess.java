package org.sealgate.testdicom.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A main class to be run in a virtual machine of its own, with the Java that runs this one: for
 * tests that kill -9 it or give it a small heap.
 *
 * @param mainClass class with {@code main}
 * @param arguments its arguments
 * @param jvmOptions options such as {@code -Xmx256m}
 * @param classPath class path, as in {@code java -cp}
 * @param environment variables added to the environment
 */
public record JavaProcess(
    String mainClass,
    List<String> arguments,
    List<String> jvmOptions,
    String classPath,
    Map<String, String> environment) {
  /** Copies the collections. */
  public JavaProcess {
    arguments = List.copyOf(arguments);
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }

  /** The class with these arguments, on the class path of this virtual machine. */
  public static JavaProcess of(String mainClass, String... arguments) {
    return new JavaProcess(
        mainClass,
        List.of(arguments),
        List.of("--enable-native-access=ALL-UNNAMED"),
        ownClassPath(),
        Map.of());
  }

  /** Absolute, because the process is started in a folder of its own. */
  private static String ownClassPath() {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The same with these options of the virtual machine added. */
  public JavaProcess withJvmOptions(String... more) {
    List<String> all = new ArrayList<>(jvmOptions);
    all.addAll(List.of(more));
    return new JavaProcess(mainClass, arguments, all, classPath, environment);
  }

  /** The same with another class path. */
  public JavaProcess withClassPath(String path) {
    return new JavaProcess(mainClass, arguments, jvmOptions, path, environment);
  }

  /** The same with these environment variables instead of the former ones. */
  public JavaProcess withEnvironment(Map<String, String> variables) {
    return new JavaProcess(mainClass, arguments, jvmOptions, classPath, variables);
  }

  /**
   * Starts it.
   *
   * @param name name for messages and for the log file {@code NAME.log}
   * @param directory working directory, where the log file lies
   */
  public ManagedProcess start(String name, Path directory) {
    return ManagedProcess.start(specification(name, directory));
  }

  /** The command line that starts it, see {@link #start}. */
  public ProcessSpecification specification(String name, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return ProcessSpecification.of(name, directory, command).withEnvironment(environment);
  }
}
