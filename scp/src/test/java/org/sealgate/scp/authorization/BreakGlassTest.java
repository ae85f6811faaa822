package org.sealgate.scp.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakGlassTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path data;

  private BreakGlass at(Instant time) {
    return new BreakGlass(data, Clock.fixed(time, ZoneOffset.UTC));
  }

  @Test
  void open_shouldHoldForTheTimeAndNoLonger() throws IOException {
    BreakGlass.Opening opening = at(NOW).open(" chain down ", "root", Duration.ofMinutes(30));
    assertThat(opening.reason()).isEqualTo("chain down");
    assertThat(at(NOW.plusSeconds(1799)).current()).contains(opening);
    assertThat(at(NOW.plusSeconds(1800)).current()).isEmpty();
    assertThat(Files.getPosixFilePermissions(data.resolve("break-glass.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void end_shouldCloseIt() throws IOException {
    assertThat(at(NOW).end()).isFalse();
    at(NOW).open("chain down", "root", Duration.ofMinutes(30));
    assertThat(at(NOW).end()).isTrue();
    assertThat(at(NOW).current()).isEmpty();
  }

  @Test
  void open_shouldRefuseNoReasonAndTooLongATime() {
    assertThatThrownBy(() -> at(NOW).open("  ", "root", Duration.ofMinutes(30)))
        .hasMessageContaining("0 characters, not 1 to 500");
    assertThatThrownBy(() -> at(NOW).open("x", "root", Duration.ofHours(25)))
        .hasMessageContaining("at most PT24H");
    assertThatThrownBy(() -> at(NOW).open("x", "root", Duration.ZERO))
        .hasMessageContaining("more than zero");
  }

  /** A file that someone wrote by hand. */
  @Test
  void current_shouldBeClosedWhereTheFileIsDamagedOrTooGenerous() throws IOException {
    Path file = data.resolve("break-glass.json");
    Files.writeString(file, "{");
    assertThat(at(NOW).current()).isEmpty();
    Files.writeString(file, "{\"reason\":\"x\"}");
    assertThat(at(NOW).current()).isEmpty();
    Files.writeString(
        file,
        "{\"reason\":\"x\",\"by\":\"y\",\"openedAt\":\"2026-11-22T09:00:00Z\","
            + "\"until\":\"2027-11-22T09:00:00Z\"}");
    assertThat(at(NOW).current()).isEmpty();
  }
}
