package org.sealgate.testdicom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.scp.cli.Main;

/**
 * Runs the node's own commands in this process. Tests that do so hold the resources {@code
 * SYSTEM_OUT} and {@code SYSTEM_ERR}.
 *
 * @param configuration the node's configuration
 */
record Console(Path configuration) {

  /** A command that has ended, with what it printed. */
  record Ended(int status, String output, String errors) {

    /** Its output; it must have ended well. */
    String good() {
      assertThat(status).as(errors).isZero();
      return output;
    }

    /** Its errors; it must have failed. */
    String bad() {
      assertThat(status).as(output).isEqualTo(1);
      return errors;
    }
  }

  Ended run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", configuration.toString()));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, UTF_8));
    System.setErr(new PrintStream(errors, true, UTF_8));
    try {
      int status = Main.execute(new Main(), all.toArray(String[]::new));
      return new Ended(status, output.toString(UTF_8), errors.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
