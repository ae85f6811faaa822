package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending side of a connection. Whoever sends takes the turn first, before the transition that
 * the PDU belongs to, so that PDUs leave in the order of the states.
 */
final class PduOutput {
  private static final Logger LOG = LoggerFactory.getLogger(PduOutput.class);
  private static final long ABORT_TURN_SECONDS = 2;

  private final Transport transport;
  private final Watch watch;
  private final ReentrantLock turn = new ReentrantLock();

  PduOutput(Transport transport, Watch watch) {
    this.transport = transport;
    this.watch = watch;
  }

  void takeTurn() {
    turn.lock();
  }

  void yieldTurn() {
    turn.unlock();
  }

  /** Whether somebody is sending. */
  boolean isTaken() {
    return turn.isLocked();
  }

  /** Sends the PDU of an action; the turn must have been taken. */
  void send(@Nullable Pdu pdu) throws IOException {
    if (pdu == null) {
      throw new IllegalStateException("The action sends a PDU, and none was given");
    }
    write(new ByteBuffer[] {PduEncoder.encode(pdu)}, 1);
  }

  /** Sends PDUs that are encoded already; the turn must have been taken. */
  void write(ByteBuffer[] buffers, int count) throws IOException {
    watch.writeBegins();
    try {
      transport.write(buffers, count);
    } finally {
      watch.writeEnds();
    }
  }

  /**
   * Sends A-ABORT and nothing after it. The peer may be gone or not reading; neither may keep this
   * side from ending, so the turn is not waited for long.
   */
  void sendLast(Abort abort) {
    boolean taken = false;
    try {
      taken = turn.tryLock(ABORT_TURN_SECONDS, TimeUnit.SECONDS);
      if (taken) {
        send(abort);
        // The peer sees the end of the stream even while the reader is still waiting for it.
        transport.shutdownOutput();
      } else {
        transport.close();
      }
    } catch (IOException failure) {
      LOG.debug("{}: A-ABORT not sent: {}", transport.peer(), failure.getMessage());
      transport.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      transport.close();
    } finally {
      if (taken) {
        turn.unlock();
      }
    }
  }
}
