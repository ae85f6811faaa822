package org.sealgate.scp.cli;

import java.nio.file.Path;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.NodeConfigurationReader;
import picocli.CommandLine.Option;

/** The option every command about a configured node has. */
final class ConfigurationOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the node's configuration (default: ${DEFAULT-VALUE})")
  Path file = Path.of(System.getProperty("sealgate.root", "."), "conf", "node.yaml");

  NodeConfiguration read() {
    return NodeConfigurationReader.read(file);
  }
}
