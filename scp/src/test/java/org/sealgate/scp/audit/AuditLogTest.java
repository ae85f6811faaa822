package org.sealgate.scp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void record_shouldAppendOneJsonObjectPerLine() throws IOException {
    Path file = folder.resolve("audit/audit.jsonl");
    try (AuditLog audit = AuditLog.open(file, NOON)) {
      audit.record(AuditEvent.DEAD_LETTER, Map.of("sopInstanceUid", "1.2\n3"));
    }
    try (AuditLog audit = AuditLog.open(file, NOON)) {
      audit.record(AuditEvent.NODE_STARTED, Map.of());
    }
    assertThat(Files.readAllLines(file))
        .isEqualTo(
            List.of(
                "{\"at\":\"2026-01-01T12:00:00Z\",\"event\":\"dead-letter\",\"sopInstanceUid\":\"1.2\\n3\"}",
                "{\"at\":\"2026-01-01T12:00:00Z\",\"event\":\"node-started\"}"));
  }
}
