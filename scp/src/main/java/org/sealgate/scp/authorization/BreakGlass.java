package org.sealgate.scp.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The break-glass: while it is open, roles refuse nobody but patients. Whoever may write the node's
 * data folder opens it, by a file there; no request over the network does. Safe for use by many
 * threads.
 */
public final class BreakGlass {
  /** The longest time for which it can be opened. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** The longest reason, in characters. */
  public static final int LONGEST_REASON = 500;

  private static final Logger log = LoggerFactory.getLogger(BreakGlass.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "break-glass.json";

  private final Path file;
  private final Clock clock;

  /**
   * An opening.
   *
   * @param reason why, for the audit trail
   * @param by who opened it, a user of the operating system
   * @param openedAt when
   * @param until when it ends
   */
  public record Opening(String reason, String by, Instant openedAt, Instant until) {}

  /**
   * The break-glass of a node.
   *
   * @param data the node's data folder
   */
  public BreakGlass(Path data, Clock clock) {
    this.file = data.resolve(FILE);
    this.clock = clock;
  }

  /**
   * Opens it, in place of an earlier opening.
   *
   * @param reason 1 to {@value #LONGEST_REASON} characters
   * @param time how long, at most {@link #LONGEST}
   */
  public Opening open(String reason, String by, Duration time) throws IOException {
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "the reason has %d characters, not 1 to %d"
              .formatted(reason.strip().length(), LONGEST_REASON));
    }
    if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the time is " + time + ", not more than zero and at most " + LONGEST);
    }
    Instant now = clock.instant();
    Opening opening = new Opening(reason.strip(), by, now, now.plus(time));
    write(opening);
    return opening;
  }

  private void write(Opening opening) throws IOException {
    Path unfinished = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        unfinished,
        JSON.writeValueAsBytes(
            Map.of(
                "reason", opening.reason(),
                "by", opening.by(),
                "openedAt", opening.openedAt().toString(),
                "until", opening.until().toString())));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Ends it.
   *
   * @return false if it was not open
   */
  public boolean end() throws IOException {
    boolean open = current().isPresent();
    Files.deleteIfExists(file);
    return open;
  }

  /** The opening that is in force now. What cannot be read opens nothing. */
  public Optional<Opening> current() {
    try {
      JsonNode content = JSON.readTree(Files.readAllBytes(file));
      Opening opening =
          new Opening(
              content.path("reason").asText(),
              content.path("by").asText(),
              Instant.parse(content.path("openedAt").asText()),
              Instant.parse(content.path("until").asText()));
      Instant now = clock.instant();
      boolean inForce =
          now.isBefore(opening.until()) && !now.plus(LONGEST).isBefore(opening.until());
      return inForce ? Optional.of(opening) : Optional.empty();
    } catch (NoSuchFileException closed) {
      return Optional.empty();
    } catch (IOException | DateTimeException unreadable) {
      log.error("{} cannot be read, so the break-glass stays closed", file, unreadable);
      return Optional.empty();
    }
  }
}
