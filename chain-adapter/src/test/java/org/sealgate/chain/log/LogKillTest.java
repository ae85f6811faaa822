package org.sealgate.chain.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that appends, at any point, and looks what the log has kept. */
class LogKillTest {
  private static final int ROUNDS = 6;

  @TempDir Path directory;

  @Test
  void open_shouldKeepWhatWasAcknowledgedBeforeAKill() throws Exception {
    Random random = new Random(9);
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged = appendUntilKilled(5 + random.nextInt(40));
      try (TransparencyLog log = TransparencyLog.open(directory)) {
        assertThat(log.size()).isGreaterThanOrEqualTo(acknowledged);
        requireLeaves(log);
      }
    }
    assertThat(acknowledged).isGreaterThan(1_000);
  }

  private static void requireLeaves(TransparencyLog log) throws IOException {
    List<Digest> leaves = new ArrayList<>();
    for (long index = 0; index < log.size(); index++) {
      leaves.add(NaiveTree.leaf(index));
    }
    assertThat(log.root(log.size())).isEqualTo(new NaiveTree(leaves).root(leaves.size()));
  }

  /** The last size that the process has reported before it was killed. */
  private long appendUntilKilled(int reports) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long size = 0;
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      for (int i = 0; i < reports; i++) {
        String line = output.readLine();
        assertThat(line).isNotNull();
        size = Long.parseLong(line);
      }
      // By its handle: Process.destroyForcibly would close the pipe with the last reports in it.
      process.toHandle().destroyForcibly();
      process.waitFor();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        size = Long.parseLong(line);
      }
    }
    return size;
  }

  /** Appends for ever and prints the size after each append. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] arguments) throws IOException {
      try (TransparencyLog log = TransparencyLog.open(Path.of(arguments[0]))) {
        Random random = new Random(log.size());
        LogSigner signer = LogSigner.generate("test");
        while (log.size() < 10_000_000) {
          List<Digest> batch = new ArrayList<>();
          int count = 1 + random.nextInt(800);
          for (int i = 0; i < count; i++) {
            batch.add(NaiveTree.leaf(log.size() + i));
          }
          log.append(batch);
          System.out.println(log.size());
          if (random.nextInt(5) == 0) {
            log.publish(signer.sign(log.size(), log.root(log.size())));
          }
        }
      }
    }
  }
}
