package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.sealgate.scp.Node;
import org.sealgate.scp.config.NodeConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the node until it is told to stop (SIGTERM, SIGINT). */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Run the node.")
final class RunCommand implements Callable<Integer> {
  @Mixin ConfigurationOption configuration = new ConfigurationOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    NodeConfiguration settings = configuration.read();
    CountDownLatch stopped = new CountDownLatch(1);
    Node node = Node.start(settings);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  stopped.countDown();
                },
                "shutdown"));
    System.out.printf(
        "%s listens on port %d%s%n",
        settings.aeTitle(),
        node.port(),
        node.adminPort().map(port -> ", admin on port " + port).orElse(""));
    stopped.await();
    return 0;
  }
}
