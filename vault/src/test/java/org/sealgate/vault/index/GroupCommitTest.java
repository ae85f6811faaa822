package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {

  private static final int CALLERS = 64;

  @TempDir Path directory;

  @Test
  void add_shouldShareTransactionsBetweenCallers() throws Exception {
    try (InstanceIndex index = SqliteInstanceIndex.open(directory.resolve("index.db"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> versions = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        Callable<Integer> add =
            () -> {
              start.await();
              return index.add(TestEntries.entry("1.2.3"));
            };
        versions.add(threads.submit(add));
      }
      start.countDown();
      List<Integer> seen = new ArrayList<>();
      for (Future<Integer> version : versions) {
        seen.add(version.get());
      }
      assertThat(seen).doesNotHaveDuplicates().allMatch(version -> version <= CALLERS);
      assertThat(index.committedTransactions()).isPositive().isLessThan(CALLERS);
    }
  }

  @Test
  void addAsync_shouldLetDependentsUseTheIndex() {
    try (InstanceIndex index = SqliteInstanceIndex.open(directory.resolve("index.db"))) {
      CompletableFuture<Integer> chained =
          index
              .addAsync(TestEntries.entry("1.2.3"))
              .thenApply(version -> version + index.add(TestEntries.entry("1.2.3")));
      assertThat(chained.join()).isEqualTo(3);
    }
  }

  @Test
  void close_shouldFinishWhatWasSubmitted() {
    Path file = directory.resolve("index.db");
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    try (InstanceIndex index = SqliteInstanceIndex.open(file)) {
      for (int count = 0; count < 100; count++) {
        futures.add(index.addAsync(TestEntries.entry("1.2." + count)));
      }
    }
    assertThat(futures).allMatch(future -> future.join() == 1);
    try (InstanceIndex index = SqliteInstanceIndex.open(file)) {
      assertThat(index.counters().instances()).isEqualTo(100);
    }
  }
}
