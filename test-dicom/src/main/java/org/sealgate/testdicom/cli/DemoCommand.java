package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sealgate.testdicom.demo.Demo;
import org.sealgate.testdicom.demo.DemoReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the demonstration. Exit status 0 only if everything went all the way. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "The main job on embedded defaults: store, anchor, retrieve, tamper, verify.")
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--json", description = "end with one line of JSON")
  boolean json;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where everything is kept; emptied first (default: target/demo)")
  Path folder = Path.of(System.getProperty("sealgate.root", "."), "target", "demo");

  @Override
  public Integer call() throws IOException {
    PrintStream progress = System.err;
    Demo demo = new Demo(folder.toAbsolutePath().normalize(), progress);
    DemoReport report = demo.run();
    progress.print(report.toTable());
    progress.print("\n" + demo.instructions().indent(2));
    if (json) {
      System.out.println(report.toJson());
    }
    return report.isComplete() ? 0 : 1;
  }
}
