package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process must not outlive the virtual machine that started it, however that one ends. */
class ProcessLauncherTest {
  private static final Pattern CHILD = Pattern.compile("child (\\d+)\\R");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  /** Starts a process that would run for ten minutes, says its id and waits to be ended. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws InterruptedException {
      Path folder = Path.of(arguments[0]);
      ManagedProcess child =
          ManagedProcess.start(ProcessSpecification.of("child", folder, List.of("sleep", "600")));
      System.out.println("child " + child.pid());
      new CountDownLatch(1).await();
    }
  }

  @Test
  void start_shouldLetTheProcessDie_whenTheVirtualMachineIsKilled() {
    ManagedProcess parent = startParent();
    ProcessHandle child = childOf(parent);
    assertThat(child.isAlive()).isTrue();

    // Not kill(), which would kill the child, too.
    ProcessHandle.of(parent.pid()).orElseThrow().destroyForcibly();

    Awaitility.await().until(() -> !child.isAlive());
  }

  @Test
  void start_shouldLetTheProcessDie_whenTheVirtualMachineEnds() {
    ManagedProcess parent = startParent();
    ProcessHandle child = childOf(parent);

    ProcessHandle.of(parent.pid()).orElseThrow().destroy();

    Awaitility.await().until(() -> !child.isAlive());
  }

  private ManagedProcess startParent() {
    return JavaProcess.of(Parent.class.getName(), folder.toString()).start("parent", folder);
  }

  private static ProcessHandle childOf(ManagedProcess parent) {
    long pid = Long.parseLong(parent.awaitLog(CHILD, LIMIT).group(1));
    return ProcessHandle.of(pid).orElseThrow();
  }
}
