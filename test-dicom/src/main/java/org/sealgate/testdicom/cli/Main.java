package org.sealgate.testdicom.cli;

import picocli.CommandLine.Command;

/** The commands that need generated studies and peers. */
@Command(
    name = "sealgate",
    mixinStandardHelpOptions = true,
    subcommands = {DemoCommand.class, BenchCommand.class})
public final class Main {
  private Main() {}

  /** Runs a command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(org.sealgate.scp.cli.Main.execute(new Main(), arguments));
  }
}
