package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void close_shouldLetTheProcessEndByItself() {
    ManagedProcess process =
        shell("trap 'echo ending; exit 0' TERM; echo up; while :; do sleep 0.05; done");
    process.awaitLog(Pattern.compile("up"), LIMIT);

    process.close();

    assertThat(process.isAlive()).isFalse();
    assertThat(process.log()).contains("ending");
  }

  @Test
  void kill_shouldEndAProcessThatIgnoresTerm_andItsChildren() {
    ManagedProcess process = shell("trap '' TERM; sleep 600 & echo child $!; wait");
    long child =
        Long.parseLong(process.awaitLog(Pattern.compile("child (\\d+)\\n"), LIMIT).group(1));

    process.kill();

    assertThat(process.isAlive()).isFalse();
    Awaitility.await().until(() -> !isRunning(child));
  }

  @Test
  void awaitReady_shouldShowTheLog_whenTheProcessEndsFirst() {
    ManagedProcess process = shell("echo cannot bind the port; exit 3");

    assertThatIllegalStateException()
        .isThrownBy(() -> process.awaitReady(() -> false, LIMIT))
        .withMessageContaining("exit status 3")
        .withMessageContaining("cannot bind the port");
  }

  @Test
  void awaitReady_shouldKillTheProcess_whenItNeverAnswers() {
    ManagedProcess process = shell("sleep 600");
    ManagedProcess.Probe refused =
        () -> {
          throw new IOException("connection refused");
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> process.awaitReady(refused, Duration.ofMillis(100)))
        .withMessageContaining("was not ready");
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void awaitLog_shouldNotSeeTheLogOfAnEarlierProcess() {
    shell("echo first").awaitLog(Pattern.compile("first"), LIMIT);

    assertThatIllegalStateException()
        .isThrownBy(() -> shell("echo second").awaitLog(Pattern.compile("first"), LIMIT))
        .withMessageContaining("ended without writing");
  }

  @Test
  void awaitExit_shouldGiveTheExitStatus() throws TimeoutException {
    assertThat(shell("exit 7").awaitExit(LIMIT)).isEqualTo(7);
  }

  @Test
  void awaitExit_shouldLeaveTheProcessRunning_whenTheTimeIsUp() {
    try (ManagedProcess process = shell("sleep 600")) {
      assertThatThrownBy(() -> process.awaitExit(Duration.ofMillis(50)))
          .isInstanceOf(TimeoutException.class);
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void start_shouldNameTheCommand_whenItCannotBeStarted() {
    var specification =
        new ProcessSpecification(
            "nothing",
            List.of("true"),
            Map.of(),
            folder.resolve("no-such-folder"),
            folder.resolve("log"));

    assertThatThrownBy(() -> ManagedProcess.start(specification))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot start true");
  }

  private ManagedProcess shell(String script) {
    return ManagedProcess.start(
        ProcessSpecification.of("shell", folder, List.of("/bin/sh", "-c", script)));
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
