package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final ExternalTool SHELL = new ExternalTool("sh", "it comes with the system");

  @TempDir Path folder;

  @Test
  void run_shouldGiveExitCodeAndBothOutputs() {
    ToolResult result =
        CommandLine.of(SHELL, "-c", "pwd; echo $COLOUR >&2; exit 4")
            .in(folder)
            .withEnvironment(Map.of("COLOUR", "grey"))
            .run();

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.output()).isEqualTo(folder + "\ngrey\n");
    assertThatIllegalStateException()
        .isThrownBy(result::requireSuccess)
        .withMessageContaining("exit status 4");
  }

  @Test
  void run_shouldKillTheTool_whenTheTimeIsUp() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            CommandLine.of(SHELL, "-c", "echo begun; sleep 600")
                .within(Duration.ofSeconds(1))
                .run())
        .withMessageContaining("killed")
        .withMessageContaining("begun");
  }

  @Test
  void run_shouldSayWhatToInstall_whenTheToolIsMissing() {
    assertThatThrownBy(() -> Dcmtk.run("no-such-scu"))
        .isInstanceOf(MissingToolException.class)
        .hasMessageContaining("apt-get install dcmtk");
  }

  @Test
  void runWithoutDelay_shouldSwitchNagleOff() {
    ToolResult result = Dcmtk.runWithoutDelay("echoscu", "127.0.0.1", "1");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.commandLine()).startsWith("TCP_NODELAY=1 ").contains("echoscu");
  }
}
