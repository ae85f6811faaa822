package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  @TempDir Path folder;

  /** Prints its argument, a variable and the size of the heap it may use in MiB. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      System.out.println(arguments[0] + " " + System.getenv("COLOUR") + " " + (heap <= 64));
    }
  }

  @Test
  void start_shouldPassArgumentsOptionsAndEnvironment() throws TimeoutException {
    ManagedProcess process =
        JavaProcess.of(Echo.class.getName(), "hello")
            .withJvmOptions("-Xmx64m")
            .withEnvironment(Map.of("COLOUR", "grey"))
            .start("echo", folder);

    assertThat(process.awaitExit(Duration.ofSeconds(30))).isZero();
    assertThat(process.log()).contains("hello grey true");
  }
}
