package org.sealgate.scp.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealgate.scp.authorization.BreakGlass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Opens the break-glass of the node on this machine. Who may is decided by the permissions of the
 * node's data folder.
 */
@Command(
    name = "break-glass",
    mixinStandardHelpOptions = true,
    description = "Allow for a while what roles refuse; every use is in the audit trail.")
final class BreakGlassCommand implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,4})([mh])");

  @Mixin ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--reason", paramLabel = "TEXT", description = "why; without patients' names")
  @Nullable String reason;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "how long, such as 30m or 2h, at most 24h (default: ${DEFAULT-VALUE})")
  String time = "30m";

  @Option(names = "--end", description = "end it now")
  boolean end;

  @Option(names = "--json", description = "print one line of JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    BreakGlass breakGlass = new BreakGlass(configuration.read().data(), Clock.systemUTC());
    Map<String, Object> values = new LinkedHashMap<>();
    if (end) {
      values.put("ended", breakGlass.end());
    } else {
      BreakGlass.Opening opening = open(breakGlass);
      values.put("openUntil", opening.until().toString());
      values.put("reason", opening.reason());
      values.put("by", opening.by());
    }
    Output.print(json, values);
    return 0;
  }

  private BreakGlass.Opening open(BreakGlass breakGlass)
      throws IOException, CommandFailedException {
    if (reason == null) {
      throw new CommandFailedException("the break-glass needs a --reason");
    }
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new CommandFailedException("--for is a time like 30m or 2h, not \"" + time + "\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration =
        matcher.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofMinutes(amount);
    try {
      return breakGlass.open(reason, System.getProperty("user.name", "unknown"), duration);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }
}
