package org.sealgate.scp.forward;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.FailedAttempt;
import org.sealgate.vault.index.InstanceIndex;

/**
 * Writes down what came of each attempt: delivered, to be tried again, or given up. Safe for use by
 * many threads.
 */
final class DeliveryRecorder {
  private final InstanceIndex index;
  private final AuditLog audit;
  private final String destination;
  private final Backoff backoff;
  private final Clock clock;
  private final LongAdder failures = new LongAdder();

  DeliveryRecorder(
      InstanceIndex index, AuditLog audit, String destination, Backoff backoff, Clock clock) {
    this.index = index;
    this.audit = audit;
    this.destination = destination;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Attempts that failed since the start. */
  long failures() {
    return failures.sum();
  }

  /**
   * Records the PACS's own answer.
   *
   * @param attemptsBefore failed ones before this
   * @return completes when it is durable
   */
  CompletableFuture<Void> answered(
      ObjectId objectId, String sopInstanceUid, int attemptsBefore, Status status) {
    if (status.isSuccessOrWarning()) {
      return index.markDeliveredAsync(objectId, destination, status.code(), clock.instant());
    }
    FailedAttempt failure = new FailedAttempt(status.code(), "the PACS answered " + status);
    record(objectId, sopInstanceUid, attemptsBefore, failure, isPermanent(status));
    return CompletableFuture.completedFuture(null);
  }

  /** Records an attempt that got no answer, or could not be made. */
  void unanswered(
      ObjectId objectId,
      String sopInstanceUid,
      int attemptsBefore,
      String reason,
      boolean permanent) {
    record(objectId, sopInstanceUid, attemptsBefore, new FailedAttempt(null, reason), permanent);
  }

  private void record(
      ObjectId objectId,
      String sopInstanceUid,
      int attemptsBefore,
      FailedAttempt failure,
      boolean permanent) {
    failures.increment();
    int attempts = attemptsBefore + 1;
    if (permanent || backoff.isExhausted(attempts)) {
      // The audit trail first: after a crash in between it says so twice, but never not at all.
      audit.record(
          AuditEvent.DEAD_LETTER,
          details(objectId, sopInstanceUid, attempts, failure.status(), failure.error()));
      index.markDead(objectId, destination, failure);
    } else {
      Instant next = clock.instant().plus(backoff.waitAfter(attempts));
      index.markAttemptFailed(objectId, destination, failure, next);
    }
  }

  private Map<String, Object> details(
      ObjectId objectId,
      String sopInstanceUid,
      int attempts,
      @Nullable Integer status,
      String error) {
    Map<String, Object> details = new HashMap<>();
    details.put("sopInstanceUid", sopInstanceUid);
    details.put("object", objectId.toString());
    details.put("destination", destination);
    details.put("attempts", attempts);
    details.put("error", error);
    if (status != null) {
      details.put("status", "%04X".formatted(status));
    }
    return details;
  }

  /**
   * A7xx (out of resources), 0110 and 0213 may pass; everything else the PACS will answer again
   * (PS3.4 B.2.3).
   */
  private static boolean isPermanent(Status status) {
    return (status.code() & 0xFF00) != 0xA700
        && !status.hasCodeOf(Status.PROCESSING_FAILURE)
        && !status.hasCodeOf(Status.RESOURCE_LIMITATION);
  }
}
