package org.sealgate.scp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreActivityTest {
  private final StoreActivity activity = new StoreActivity();

  @Test
  void isQuietFor_shouldHold_beforeTheFirstInstance() {
    assertThat(activity.isQuietFor(Duration.ofHours(1))).isTrue();
  }

  @Test
  void isQuietFor_shouldNotHold_whileAnyInstanceIsUnderWay() {
    StoreActivity.Passage one = activity.begin();
    try (StoreActivity.Passage _ = activity.begin()) {
      one.close();
      assertThat(activity.isQuietFor(Duration.ZERO)).isFalse();
    }
    assertThat(activity.isQuietFor(Duration.ZERO)).isTrue();
  }

  @Test
  void isQuietFor_shouldNotHold_shortlyAfterAnInstance() {
    activity.begin().close();
    assertThat(activity.isQuietFor(Duration.ofHours(1))).isFalse();
  }
}
