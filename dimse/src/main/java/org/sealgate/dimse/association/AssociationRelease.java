package org.sealgate.dimse.association;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.ReleaseRequest;

/** Releases an association from this side (A-RELEASE, PS3.8 7.2) and waits until it is done. */
final class AssociationRelease {
  private final Association association;
  private final UpperLayer upperLayer;
  private final Duration patience;

  AssociationRelease(Association association, UpperLayer upperLayer, Duration patience) {
    this.association = association;
    this.upperLayer = upperLayer;
    this.patience = patience;
  }

  /** Sends A-RELEASE-RQ and waits for the end; aborts if it does not come in time. */
  void perform(Future<AssociationEnd> ended) throws IOException {
    try {
      upperLayer.request(UpperLayerEvent.EVT11, new ReleaseRequest());
    } catch (IOException failure) {
      if (upperLayer.cause() instanceof AssociationReleasedException) {
        return; // The peer was faster.
      }
      throw failure;
    }
    await(ended);
  }

  private void await(Future<AssociationEnd> ended) throws IOException {
    if (association.isReaderThread()) {
      throw new IllegalStateException("release() waits for the thread that it was called on");
    }
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException timeout) {
      throw timedOut();
    } catch (ExecutionException impossible) {
      throw new IOException(impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      association.abort();
    }
  }

  private AssociationTimeoutException timedOut() {
    AssociationTimeoutException reason =
        new AssociationTimeoutException(
            LimitKind.RELEASE_TIME, "No A-RELEASE-RP within %d ms".formatted(patience.toMillis()));
    association.abort(Abort.byServiceUser(), reason);
    return reason;
  }
}
