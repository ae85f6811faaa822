package org.sealgate.testdicom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.PneumoniaClassifier;

class RadiographBenchmarkTest {
  @TempDir Path folder;

  @Test
  void run_shouldTimeEveryTransferSyntax() throws Exception {
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      JsonNode result =
          new ObjectMapper().readTree(new RadiographBenchmark(classifier, folder, 128, 2).run());
      assertThat(result.path("cases").findValuesAsText("name"))
          .containsExactly("cr128-jpeg-lossless", "cr128-jpeg-ls", "cr128-native", "cr128-rle");
      for (JsonNode one : result.path("cases")) {
        assertThat(one.path("msPerImageP50").asDouble())
            .isPositive()
            .isLessThanOrEqualTo(one.path("msPerImageP95").asDouble());
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void create_shouldRefuseNoRounds() throws Exception {
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      assertThatThrownBy(() -> new RadiographBenchmark(classifier, folder, 128, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rounds is 0, must be at least 1");
    }
  }
}
