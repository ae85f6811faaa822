package org.sealgate.scp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealgate.scp.store.StoreActivity;

class BusyPauseTest {
  private static final Duration FOREVER = Duration.ofDays(1);

  private final StoreActivity activity = new StoreActivity();

  @Test
  void await_shouldReturnAtOnce_whileNothingComesIn() throws InterruptedException {
    new BusyPause(activity, FOREVER).await();
    assertThat(activity.isQuietFor(Duration.ofHours(1))).isTrue();
  }

  @Test
  void await_shouldReturn_whenTheStorePathHasGoneQuiet() {
    StoreActivity.Passage passage = activity.begin();
    CompletableFuture<Void> turn = waiting(new BusyPause(activity, FOREVER));
    assertThat(turn).isNotDone();
    passage.close();
    await().until(turn::isDone);
    assertThat(activity.isQuietFor(Duration.ofMillis(250))).isTrue();
  }

  @Test
  void await_shouldReturnAfterTheLongestWait_whenItStaysBusy() throws InterruptedException {
    try (StoreActivity.Passage _ = activity.begin()) {
      long began = System.nanoTime();
      new BusyPause(activity, Duration.ofMillis(20)).await();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }
  }

  @Test
  void end_shouldEndTheWait() {
    try (StoreActivity.Passage _ = activity.begin()) {
      BusyPause pause = new BusyPause(activity, FOREVER);
      CompletableFuture<Void> turn = waiting(pause);
      pause.end();
      await().until(turn::isDone);
    }
  }

  private static CompletableFuture<Void> waiting(BusyPause pause) {
    return CompletableFuture.runAsync(() -> {
      try {
        pause.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
