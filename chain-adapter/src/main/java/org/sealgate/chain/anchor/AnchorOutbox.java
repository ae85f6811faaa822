package org.sealgate.chain.anchor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sealgate.chain.log.DurableFiles;
import org.sealgate.chain.log.LogCorruptedException;

/**
 * The anchors that are not final, in a file with a line of JSON for each change: an entry as it is
 * now, or {@code {"size":n,"removed":true}}. The last line of a size counts. A line without LF at
 * the end was not finished and does not count. One thread writes; any may read.
 */
final class AnchorOutbox implements AutoCloseable {
  private static final int LINES_BEFORE_REWRITE = 1_000;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Path file;
  private final TreeMap<Long, AnchorEntry> entries = new TreeMap<>();
  private FileChannel channel;
  private int lines;
  private volatile List<AnchorEntry> snapshot = List.of();

  private AnchorOutbox(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static AnchorOutbox open(Path file) throws IOException {
    if (!Files.exists(file)) {
      replaceFile(file, "");
    }
    AnchorOutbox outbox = new AnchorOutbox(file, openAtEnd(file));
    outbox.recover();
    return outbox;
  }

  private static FileChannel openAtEnd(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private void recover() throws IOException {
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      lines++;
      apply(line);
    }
    snapshot = List.copyOf(entries.values());
    rewrite();
  }

  private void apply(String line) throws LogCorruptedException {
    try {
      JsonNode node = mapper.readTree(line);
      long size = node.required("size").longValue();
      if (node.has("removed")) {
        entries.remove(size);
      } else {
        entries.put(size, AnchorEntryJson.read(node));
      }
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      throw new LogCorruptedException(
          file + ": line " + lines + " is damaged: " + damaged.getMessage());
    }
  }

  /** The entries, by growing size. */
  List<AnchorEntry> entries() {
    return snapshot;
  }

  /** Keeps an entry as it is now; durable when it returns. */
  void save(AnchorEntry entry) throws IOException {
    write(AnchorEntryJson.write(entry));
    entries.put(entry.size(), entry);
    snapshot = List.copyOf(entries.values());
  }

  /** Forgets an entry. */
  void remove(long size) throws IOException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    write(node.put("size", size).put("removed", true));
    entries.remove(size);
    snapshot = List.copyOf(entries.values());
  }

  private void write(ObjectNode node) throws IOException {
    if (lines >= LINES_BEFORE_REWRITE) {
      rewrite();
    }
    byte[] line = (mapper.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    long before = channel.size();
    try {
      DurableFiles.writeFully(channel, ByteBuffer.wrap(line));
      channel.force(false);
    } catch (IOException failed) {
      channel.truncate(before);
      throw failed;
    }
    lines++;
  }

  private void rewrite() throws IOException {
    List<String> kept = new ArrayList<>();
    for (Map.Entry<Long, AnchorEntry> entry : entries.entrySet()) {
      kept.add(mapper.writeValueAsString(AnchorEntryJson.write(entry.getValue())) + "\n");
    }
    channel.close();
    replaceFile(file, String.join("", kept));
    channel = openAtEnd(file);
    lines = kept.size();
  }

  private static void replaceFile(Path file, String content) throws IOException {
    DurableFiles.write(
        file,
        file.resolveSibling(file.getFileName() + ".new"),
        content.getBytes(StandardCharsets.UTF_8));
    DurableFiles.forceDirectory(DurableFiles.parentOf(file));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
