package org.sealgate.testdicom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.sealgate.testdicom.process.JavaProcess;
import org.sealgate.testdicom.process.ManagedProcess;

/**
 * Runs the JMH benchmark {@code org.sealgate.testdicom.allocation.ReceiveAllocation} with the GC
 * profiler, in a virtual machine of its own: what receiving one C-STORE allocates on the heap, by
 * the length of its data set.
 */
public final class AllocationBenchmark {
  private static final String BENCHMARK = "org.sealgate.testdicom.allocation.ReceiveAllocation";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Path folder;

  /**
   * @param folder for log and result; emptied by the caller
   */
  public AllocationBenchmark(Path folder) {
    this.folder = folder;
  }

  /**
   * Measures and returns one line of JSON.
   *
   * @param options further options of JMH, such as {@code -i 3}
   */
  public String run(String... options) throws IOException {
    Path result = folder.resolve("jmh.json");
    List<String> arguments = new ArrayList<>(List.of(BENCHMARK, "-prof", "gc", "-rf", "json"));
    arguments.addAll(List.of("-rff", result.toString()));
    arguments.addAll(List.of(options));
    JavaProcess jmh =
        JavaProcess.of("org.openjdk.jmh.Main", arguments.toArray(String[]::new))
            .withJvmOptions("--sun-misc-unsafe-memory-access=allow", "-Dsealgate.log.level=WARN");
    try (ManagedProcess process = jmh.start("jmh", folder)) {
      if (process.awaitExit(LIMIT) != 0) {
        throw new IOException("JMH failed:\n" + process.log());
      }
    } catch (TimeoutException e) {
      throw new IOException("JMH did not end", e);
    }
    return summary(new ObjectMapper().readTree(result.toFile()));
  }

  private static String summary(JsonNode benchmarks) throws IOException {
    List<Map<String, Object>> cases = new ArrayList<>();
    for (JsonNode benchmark : benchmarks) {
      JsonNode allocated = benchmark.at("/secondaryMetrics/gc.alloc.rate.norm/score");
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("bytes", benchmark.at("/params/bytes").asLong());
      row.put("allocatedBytes", Math.round(allocated.asDouble()));
      row.put("microseconds", Math.round(benchmark.at("/primaryMetric/score").asDouble()));
      cases.add(row);
    }
    return new ObjectMapper().writeValueAsString(Map.of("cases", cases));
  }
}
