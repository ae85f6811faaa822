package org.sealgate.testdicom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllocationBenchmarkTest {
  @TempDir Path folder;

  @Test
  void run_shouldTellWhatJmhMeasured() throws IOException {
    String json =
        new AllocationBenchmark(folder)
            .run("-wi", "0", "-i", "1", "-r", "300ms", "-p", "bytes=1024,8388608");

    JsonNode cases = new ObjectMapper().readTree(json).get("cases");
    assertThat(cases.findValuesAsText("bytes")).containsExactly("1024", "8388608");
    assertThat(cases)
        .allSatisfy(row -> assertThat(row.get("allocatedBytes").asLong()).isPositive())
        .allSatisfy(row -> assertThat(row.get("microseconds").asLong()).isPositive());
  }
}
