package org.sealgate.scp.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreResponse;
import org.sealgate.scp.upstream.Upstream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instance's cut-through to the PACS while it is received. Whatever goes wrong here only means
 * that the forwarder takes over; it never harms the modality's store. Used by one thread.
 */
final class PassThrough implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PassThrough.class);

  private final @Nullable Association association;
  private final Duration patience;
  private @Nullable OutgoingStore store;
  private @Nullable CompletableFuture<StoreResponse> answer;

  private PassThrough(
      @Nullable Association association, @Nullable OutgoingStore store, Duration patience) {
    this.association = association;
    this.store = store;
    this.patience = patience;
  }

  /** No cut-through: the forwarder sends the instance. */
  static PassThrough none() {
    return new PassThrough(null, null, Duration.ZERO);
  }

  /**
   * Begins the same C-STORE with the PACS, if it can be reached in the same transfer syntax.
   *
   * @param patience how long to wait for the PACS's answer
   */
  static PassThrough begin(Upstream upstream, DimseRequest request, Duration patience) {
    Optional<Upstream.Route> route = upstream.route(request.presentationContext());
    if (route.isEmpty()) {
      return none();
    }
    try {
      Association association = route.get().association();
      return new PassThrough(
          association, association.beginStore(route.get().context(), request.command()), patience);
    } catch (IOException e) {
      log.warn("the PACS did not take a C-STORE-RQ: {}", e.toString());
      return none();
    }
  }

  /** Sends the next bytes; the buffer is consumed. */
  void write(ByteBuffer fragment) {
    if (store != null) {
      try {
        store.write(fragment);
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  /** Sends the last fragment. */
  void finish() {
    if (store != null) {
      try {
        answer = store.finishAsync();
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  private void giveUp(IOException reason) {
    log.warn(
        "cut-through to the PACS broke off, the instance stays in custody: {}", reason.toString());
    if (store != null) {
      store.abort();
    }
    store = null;
  }

  /** Whether the PACS has the whole instance and owes an answer. */
  boolean isUnderWay() {
    return answer != null;
  }

  /** Waits for the PACS's answer; empty if there is none, or none in time. */
  Optional<Status> awaitAnswer() {
    if (answer == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).status());
    } catch (ExecutionException | TimeoutException e) {
      log.warn("no answer from the PACS, the instance stays in custody: {}", e.toString());
      abandon();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** An answer that comes too late must not be taken for that to the next instance. */
  private void abandon() {
    if (association != null) {
      association.abort();
    }
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
