package org.sealgate.testdicom.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongPredicate;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.Peer;

/** What the suites' hospitals have in common. */
final class Sites {
  /** AE title of who stores. */
  static final String MODALITY = "MODALITY";

  /** AE title of who retrieves, also as the destination of a C-MOVE. */
  static final String VIEWER = "VIEWER";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Sites() {}

  /** A node SEALGATE that knows {@link #MODALITY}; nothing is classified. */
  static NodeOptions node(Peer pacs) {
    return node("SEALGATE", pacs);
  }

  /** The same under another AE title. */
  static NodeOptions node(String aeTitle, Peer pacs) {
    return NodeOptions.of(aeTitle, pacs).withModality(MODALITY).with("inference.enabled", false);
  }

  /** The same, with quick answers to a PACS that is down. */
  static NodeOptions impatientNode(Peer pacs) {
    return node(pacs)
        .with("pacs.connect-timeout", "2s")
        .with("pacs.response-timeout", "3s")
        .with("retry.delay", "200ms")
        .with("retry.max-delay", "1s");
  }

  /** A modality that calls the node. */
  static ScuClient modality(NodeProcess node) {
    return new ScuClient(MODALITY, node.peer());
  }

  /** A viewer that calls the node. */
  static ScuClient viewer(NodeProcess node) {
    return new ScuClient(VIEWER, node.peer());
  }

  /** Waits until a number of the node's status is what it shall be. */
  static void awaitNumber(NodeProcess node, String path, long expected) {
    awaitNumber(node, path, number -> number == expected, "is " + expected);
  }

  /** Waits until a number of the node's status is as it shall be. */
  static void awaitNumber(
      NodeProcess node, String path, LongPredicate condition, String description) {
    await(path + " " + description)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(IOException.class)
        .until(() -> node.number(path), condition::test);
  }

  /**
   * The first line of the audit trail about a kind of event; waits for it, because the status may
   * tell of the event before the audit trail does.
   */
  static JsonNode awaitAudit(NodeProcess node, String event) {
    return await(event)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> node.audit(event), lines -> !lines.isEmpty())
        .getFirst();
  }

  /** Ends a process that may not have been started. */
  static void close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(part + " does not end", e);
    }
  }

  /** Waits until an assertion holds. */
  static void eventually(ThrowingRunnable assertion) {
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
  }
}
