package org.sealgate.scp.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit trail: one JSON object a line, appended and flushed to disk before {@link #record}
 * returns. Safe for use by many threads.
 *
 * <p>A line has {@code at} (ISO 8601, UTC), {@code event} (the word of an {@link AuditEvent}) and
 * the event's own fields.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel channel;
  private final Clock clock;

  private AuditLog(FileChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** Opens the trail in a file, which is created with its folder if it is missing. */
  public static AuditLog open(Path file, Clock clock) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    return new AuditLog(channel, clock);
  }

  /**
   * Appends an event.
   *
   * @param fields what happened to what; values are strings, numbers, lists or maps of them
   * @throws UncheckedIOException if the line cannot be made durable: what must be audited must not
   *     happen unaudited
   */
  public void record(AuditEvent event, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", clock.instant().toString());
    line.put("event", event.word());
    line.putAll(fields);
    log.info("audit: {} {}", event.word(), fields);
    try {
      append(
          ByteBuffer.wrap(
              (JSON.writeValueAsString(line) + "\n")
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("the audit trail cannot be written", e);
    }
  }

  private synchronized void append(ByteBuffer line) throws IOException {
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
