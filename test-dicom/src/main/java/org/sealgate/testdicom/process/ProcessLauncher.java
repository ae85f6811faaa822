package org.sealgate.testdicom.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes that cannot outlive this virtual machine.
 *
 * <p>Two nets hold them. A shutdown hook kills what still runs when the virtual machine ends
 * normally or by TERM. Against kill -9, which runs no hook, the kernel is asked to kill the child
 * when its parent dies ({@code setpriv --pdeathsig}, part of util-linux). The kernel means the
 * parent <em>thread</em>, so every process is started by one platform thread that never ends.
 */
final class ProcessLauncher {
  private static final Path PARENT_DEATH_WRAPPER = Path.of("/usr/bin/setpriv");
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final ExecutorService LAUNCHER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("process-launcher").factory());

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("process-reaper").unstarted(ProcessLauncher::killAll));
  }

  private ProcessLauncher() {}

  /**
   * Starts the process; its output goes to the log file.
   *
   * @throws IOException when it cannot be started
   */
  static Process start(ProcessSpecification specification) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(bound(specification.command()))
            .directory(specification.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(specification.logFile().toFile()));
    builder.environment().putAll(specification.environment());
    Process process = startOnLauncher(builder);
    RUNNING.add(process);
    var _ = process.onExit().thenAccept(RUNNING::remove);
    return process;
  }

  private static List<String> bound(List<String> command) {
    if (!Files.isExecutable(PARENT_DEATH_WRAPPER)) {
      return command;
    }
    List<String> bound =
        new ArrayList<>(List.of(PARENT_DEATH_WRAPPER.toString(), "--pdeathsig", "KILL", "--"));
    bound.addAll(command);
    return bound;
  }

  private static Process startOnLauncher(ProcessBuilder builder) throws IOException {
    try {
      return LAUNCHER.submit(builder::start).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException("cannot start " + builder.command(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + builder.command(), e);
    }
  }

  private static void killAll() {
    for (Process process : RUNNING) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
