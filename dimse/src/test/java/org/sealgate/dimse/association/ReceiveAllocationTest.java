package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** What the reader thread allocates on the heap for one C-STORE, by the thread's own account. */
final class ReceiveAllocationTest {
  private static final int WARM_UP = 200;
  private static final int SMALL = 1 << 10;
  private static final int LARGE = 64 << 20;

  /** What 256 PDUs may cost above one: no copy of anything, only small change of the JDK's I/O. */
  private static final long TOLERANCE = 256 * 128;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<Long> allocatedBefore = Collections.synchronizedList(new ArrayList<>());

  @Test
  void onRequest_shouldNotAllocateMoreForLargerInstances() throws Exception {
    try (DicomServer server = TestPeers.server((association, request) -> receive(request));
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      for (int instance = 0; instance < WARM_UP; instance++) {
        send(association, SMALL);
      }
      send(association, LARGE);
      allocatedBefore.clear();
      for (int length : new int[] {SMALL, LARGE, SMALL, LARGE, SMALL}) {
        send(association, length);
      }
    }
    long small = Math.min(allocation(0), allocation(2));
    long large = Math.min(allocation(1), allocation(3));
    assertThat(small).isPositive();
    assertThat(large - small).isLessThan(TOLERANCE);
  }

  private long allocation(int instance) {
    return allocatedBefore.get(instance + 1) - allocatedBefore.get(instance);
  }

  private void receive(DimseRequest request) throws Exception {
    allocatedBefore.add(THREADS.getCurrentThreadAllocatedBytes());
    request.requireDataSet().skip();
    request.respond(Status.SUCCESS);
  }

  private static void send(Association association, int length) throws IOException {
    PresentationContext context =
        association.acceptedContext(TestPeers.CT_IMAGE_STORAGE).orElseThrow();
    ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(length, 1 << 20));
    try (OutgoingStore store =
        association.beginStore(context, StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"))) {
      for (int sent = 0; sent < length; sent += zeros.capacity()) {
        store.write(zeros.clear());
      }
      assertThat(store.finish().status()).isEqualTo(Status.SUCCESS);
    }
  }
}
