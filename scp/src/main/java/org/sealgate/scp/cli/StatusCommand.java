package org.sealgate.scp.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the running node holds, forwards and anchors, or how far one instance has come. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Show the running node's state, or how far one instance has come on its way to the chain.")
final class StatusCommand implements Callable<Integer> {
  @Mixin ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "UID",
      description = "SOP Instance UID (default: show the node)")
  @Nullable String sopInstanceUid;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailedException {
    String path =
        sopInstanceUid == null
            ? "/api/status"
            : "/api/instances/" + InstanceUid.require(sopInstanceUid);
    String status = new AdminClient(configuration.read()).get(path);
    if (json) {
      System.out.print(status);
    } else {
      print("", new ObjectMapper().readTree(status));
    }
    return 0;
  }

  private static void print(String indent, JsonNode section) {
    section.forEachEntry((name, value) -> {
      if (value.isObject()) {
        System.out.println(indent + name);
        print(indent + "  ", value);
      } else if (value.isArray()) {
        System.out.println(indent + name + (value.isEmpty() ? ": none" : ""));
        value.forEach(item -> System.out.println(indent + "  - " + item.asText()));
      } else {
        System.out.println(indent + name + ": " + value.asText());
      }
    });
  }
}
