package org.sealgate.testdicom.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Tells a person what is going on; a line that counts is written over itself on a terminal. */
final class Progress {
  private static final int WIDTH = 78;

  private final PrintStream out;
  private final boolean terminal = isTerminal();
  private final long began = System.nanoTime();
  private int lastPercent = -1;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A step begins. */
  void step(String what) {
    lastPercent = -1;
    out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), what);
  }

  /** How far the step is. */
  void count(String what, long done, long total) {
    int percent = total == 0 ? 100 : (int) (100 * done / total);
    if (terminal) {
      String line = "          %s: %d of %d".formatted(what, done, total);
      out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
      if (done >= total) {
        out.println();
      }
      out.flush();
    } else if (percent / 25 != lastPercent / 25 || lastPercent < 0) {
      out.printf("          %s: %d of %d%n", what, done, total);
    }
    lastPercent = percent;
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
