package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.index.GroupCommitWriter.Urgency;

/** Changes that nobody waits for take part in the transactions of those that somebody does. */
final class LazyChangesTest {

  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path directory;
  private Session session;
  private final AtomicInteger commits = new AtomicInteger();

  @BeforeEach
  void open() throws SQLException {
    SqliteDatabase database = new SqliteDatabase(directory.resolve("index.db"));
    database.migrate();
    session = database.openWriter();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void submit_shouldCommitLazyChangesWithTheNextUrgentOne() {
    try (GroupCommitWriter writer = writer(NEVER)) {
      List<CompletableFuture<Integer>> lazy = new ArrayList<>();
      for (int count = 0; count < 10; count++) {
        lazy.add(add(writer, Urgency.LAZY));
      }
      assertThat(lazy).noneMatch(CompletableFuture::isDone);
      assertThat(add(writer, Urgency.URGENT).join()).isEqualTo(11);
      assertThat(lazy.stream().map(CompletableFuture::join))
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      assertThat(writer.committedTransactions()).isEqualTo(1);
    }
    assertThat(commits).hasValue(1);
  }

  @Test
  void submit_shouldCommitLazyChangesWithoutAnUrgentOneAfterAWhile() {
    try (GroupCommitWriter writer = writer(Duration.ofMillis(1))) {
      assertThat(add(writer, Urgency.LAZY).join()).isEqualTo(1);
      assertThat(add(writer, Urgency.LAZY).join()).isEqualTo(2);
      assertThat(writer.committedTransactions()).isEqualTo(2);
    }
  }

  @Test
  void submit_shouldNotLetLazyChangesPileUp() {
    try (GroupCommitWriter writer = writer(NEVER)) {
      List<CompletableFuture<Integer>> lazy = new ArrayList<>();
      for (int count = 0; count < 1024; count++) {
        lazy.add(add(writer, Urgency.LAZY));
      }
      assertThat(lazy.getLast().join()).isEqualTo(1024);
    }
  }

  @Test
  void close_shouldCommitLazyChanges() {
    GroupCommitWriter writer = writer(NEVER);
    CompletableFuture<Integer> lazy = add(writer, Urgency.LAZY);
    writer.close();
    assertThat(lazy).isCompletedWithValue(1);
    assertThat(commits).hasValue(1);
  }

  private GroupCommitWriter writer(Duration maximumDelay) {
    return new GroupCommitWriter(session, "test", maximumDelay, commits::incrementAndGet);
  }

  private static CompletableFuture<Integer> add(GroupCommitWriter writer, Urgency urgency) {
    NewEntry entry = TestEntries.entry("1.2.3");
    return writer.submit(urgency, transaction -> Changes.add(transaction, entry));
  }
}
