package org.sealgate.scp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ClassificationOutcome.Failed;
import org.sealgate.inference.ClassificationOutcome.Skipped;
import org.sealgate.inference.ClassificationOutcome.Timings;
import org.sealgate.inference.ModelDescription;
import org.sealgate.inference.image.GrayImage;

class RecentResultsTest {
  private final RecentResults results = new RecentResults();

  @Test
  void view_shouldCountByOutcome_newestFirst() {
    results.add("1.1", classified(0.97312));
    results.add("1.2", new Skipped("View Position (0018,5101) is 'LL'"));
    results.add("1.3", new Failed("Pixel Data (7FE0,0010) is missing"));
    assertThat(results.view())
        .containsEntry("classified", 1L)
        .containsEntry("skipped", 1L)
        .containsEntry("failed", 1L)
        .containsEntry(
            "latest",
            List.of(
                "1.3: failed: Pixel Data (7FE0,0010) is missing",
                "1.2: skipped: View Position (0018,5101) is 'LL'",
                "1.1: pneumonia 0.973 (not for clinical use)"));
  }

  @Test
  void view_shouldKeepTheLatestTen() {
    for (int number = 1; number <= 25; number++) {
      results.add("1." + number, new Skipped("x"));
    }
    assertThat(results.view()).containsEntry("skipped", 25L);
    assertThat(results.view().get("latest"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(10)
        .startsWith("1.25: skipped: x")
        .endsWith("1.16: skipped: x");
  }

  private static Classified classified(double probability) {
    return new Classified(
        probability,
        new ModelDescription("m", "1", "0".repeat(64), 0.5, "p"),
        Optional.empty(),
        new GrayImage(1, 1, new byte[1]),
        new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO),
        new DataSet());
  }
}
