package org.sealgate.testdicom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WireBenchmarkTest {
  @TempDir Path folder;

  @Test
  void run_shouldMeasureReceivingAndSendingOfBothKinds() throws IOException {
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    String json = new WireBenchmark(folder, new WireBenchmark.Options(3, 1, 0, 2), quiet).run();

    JsonNode cases = new ObjectMapper().readTree(json).get("cases");
    assertThat(cases.findValuesAsText("name"))
        .containsExactly("receive-ct", "receive-cr", "send-ct", "send-cr");
    assertThat(cases.findValuesAsText("instances")).containsExactly("3", "1", "3", "1");
    assertThat(cases).allSatisfy(WireBenchmarkTest::isComplete);
  }

  private static void isComplete(JsonNode row) {
    assertThat(row.get("bytes").asLong())
        .isGreaterThan(row.get("instances").asLong() * (512 << 10));
    assertThat(row.get("ms").asLong()).isPositive();
    assertThat(row.get("peer").asText()).isNotEmpty();
    assertThat(row.has("peerMs")).isTrue();
    assertThat(row.has("ratio")).isTrue();
  }
}
