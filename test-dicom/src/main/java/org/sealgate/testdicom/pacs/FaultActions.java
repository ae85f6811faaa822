package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.pacs.FaultScript.Happening;

/** Carries out those faults that are the same for every operation. */
final class FaultActions {
  private FaultActions() {}

  /** The connection was broken on purpose. */
  static final class DroppedException extends IOException {
    private static final long serialVersionUID = 1L;

    DroppedException(long bytes) {
      super("connection dropped after " + bytes + " bytes, as scripted");
    }
  }

  /** Waits at a gate if one is scripted. */
  static void hold(Happening faults) throws IOException {
    Fault.Hold hold = faults.find(Fault.Hold.class).orElse(null);
    if (hold != null) {
      hold.gate().pass();
    }
  }

  /** Waits as long as {@link Fault.Slow} says. */
  static void slow(Happening faults) throws IOException {
    Duration delay = faults.find(Fault.Slow.class).map(Fault.Slow::delay).orElse(Duration.ZERO);
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while slow").initCause(e);
    }
  }

  /**
   * Breaks the connection if the byte has come.
   *
   * @param breaking how to break it
   * @throws DroppedException if it was broken
   */
  static void drop(Happening faults, long bytes, Runnable breaking) throws DroppedException {
    Fault.Drop drop = faults.find(Fault.Drop.class).orElse(null);
    if (drop != null && bytes >= drop.afterBytes()) {
      breaking.run();
      throw new DroppedException(bytes);
    }
  }

  /**
   * Refuses or leaves a request unanswered if that is scripted.
   *
   * @return whether there is nothing more to do
   */
  static boolean isOver(Happening faults, DimseRequest request) throws IOException {
    if (faults.find(Fault.StopAnswering.class).isPresent()) {
      request.respondLater();
      return true;
    }
    Fault.Refuse refuse = faults.find(Fault.Refuse.class).orElse(null);
    if (refuse != null) {
      request.respond(status(refuse));
    }
    return refuse != null;
  }

  static Status status(Fault.Refuse refuse) {
    return Status.of(refuse.status()).withComment(refuse.comment());
  }
}
