package org.sealgate.scp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.scp.testing.TestPeer;

@ResourceLock(Resources.SYSTEM_ERR)
class MainTest {
  @TempDir Path folder;

  private record Ended(int status, String errors) {}

  private static Ended execute(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, UTF_8));
    try {
      return new Ended(Main.execute(new Main(), arguments), errors.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fly", "run --nonsense", "verify", "receipt"})
  void execute_shouldReturnTwoForWrongUsage(String arguments) {
    Ended ended = execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.errors()).contains("Usage:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "status", "keys new"})
  void execute_shouldSayInOneLineThatTheConfigurationIsMissing(String command) {
    Path missing = folder.resolve("missing.yaml");
    Ended ended = execute((command + " -c " + missing).split(" ", -1));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors().lines()).singleElement().asString().contains("missing.yaml");
  }

  @Test
  void status_shouldSayThatNoNodeAnswers() throws Exception {
    Path file = folder.resolve("node.yaml");
    try (Socket closed = TestPeer.closedPort(0)) {
      Files.writeString(
          file,
          """
          ae-title: SEALGATE
          pacs:
            ae-title: ARCHIVE
            host: 127.0.0.1
            port: 4242
          admin:
            port: %d
          """
              .formatted(closed.getLocalPort()));
      Ended ended = execute("status", "-c", file.toString());
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.errors().lines()).singleElement().asString().contains("is it running?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "receipt"})
  void execute_shouldRefuseWhatIsNoUid(String command) {
    Path sample = Path.of("..", "conf", "node.yaml");
    Ended ended = execute(command, "../../status", "-c", sample.toString());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors().lines()).singleElement().asString().contains("digits and dots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "run --help", "verify --help"})
  void execute_shouldReturnZeroForHelp(String arguments) {
    assertThat(execute(arguments.split(" ", -1)).status()).isZero();
  }
}
