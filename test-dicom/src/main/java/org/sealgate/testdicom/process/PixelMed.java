package org.sealgate.testdicom.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The PixelMed Java DICOM toolkit, through the program {@code PixelMedPeer} in {@code peers}, which
 * is compiled against the jar that Debian installs.
 */
public final class PixelMed {
  private static final Path JAR = Path.of("/usr/share/java/pixelmed.jar");
  private static final ExternalTool TOOLKIT =
      new ExternalTool("pixelmed.jar", "apt-get install libpixelmed-java");
  private static final String PROGRAM = "PixelMedPeer";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final List<String> jvmOptions;
  private final AtomicInteger runs = new AtomicInteger();

  private PixelMed(Path folder, List<String> jvmOptions) {
    this.folder = folder;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Compiles the program.
   *
   * @param folder existing folder for its classes and the logs
   * @throws MissingToolException when the toolkit is not installed
   */
  public static PixelMed in(Path folder) {
    if (!Files.isReadable(JAR)) {
      throw new MissingToolException(TOOLKIT);
    }
    compile(PeersFolder.locate().resolve(PROGRAM + ".java"), folder);
    return new PixelMed(folder, List.of("-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
  }

  /** The same with more options of the virtual machine, such as where its keys are for TLS. */
  public PixelMed withJvmOptions(String... more) {
    List<String> all = new ArrayList<>(jvmOptions);
    all.addAll(List.of(more));
    return new PixelMed(folder, all);
  }

  /** Runs one command of the program to its end. */
  public ToolResult run(String... arguments) {
    ManagedProcess process = program(arguments).start("pixelmed-" + number(), folder);
    try {
      int exitCode = process.awaitExit(LIMIT);
      return new ToolResult(PROGRAM + " " + String.join(" ", arguments), exitCode, process.log());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + process.log(), e);
    } finally {
      process.close();
    }
  }

  /** The command that runs one command of the program, for {@link ScpProcess#start}. */
  public ProcessSpecification command(String... arguments) {
    return program(arguments).specification("pixelmed-" + number(), folder);
  }

  private String number() {
    return System.identityHashCode(this) + "-" + runs.incrementAndGet();
  }

  private JavaProcess program(String... arguments) {
    return new JavaProcess(
        PROGRAM, List.of(arguments), jvmOptions, JAR + File.pathSeparator + folder, Map.of());
  }

  private static void compile(Path source, Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        compiler.run(
            null,
            messages,
            messages,
            "-proc:none",
            "-cp",
            JAR.toString(),
            "-d",
            folder.toString(),
            source.toString());
    if (result != 0) {
      throw new IllegalStateException(
          source + " does not compile\n" + messages.toString(StandardCharsets.UTF_8));
    }
  }
}
