package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the connections of a server. There may be some more of them than associations, so that an
 * association over its limit is answered with A-ASSOCIATE-RJ. When all are taken, the connection
 * that has been without an association for the longest time is closed for the new one: peers that
 * connect and say nothing, in whatever numbers, cannot keep out one that has something to say.
 */
final class ConnectionSlots {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSlots.class);
  private static final long EVICTION_SECONDS = 1;

  private final int maximum;
  private final Semaphore free;
  private final LimitCounters counters;

  /** Connections without an association so far, the oldest first. */
  private final Set<SocketChannel> handshakes = new LinkedHashSet<>();

  ConnectionSlots(int maximumAssociations, LimitCounters counters) {
    this.maximum = (int) Math.min(maximumAssociations * 5L / 4 + 16, Integer.MAX_VALUE);
    this.free = new Semaphore(maximum);
    this.counters = counters;
  }

  /** Takes a slot for a connection; returns whether there is one. */
  boolean take(SocketChannel channel) {
    if (!free.tryAcquire() && !takeFromOldest()) {
      return false;
    }
    synchronized (handshakes) {
      handshakes.add(channel);
    }
    return true;
  }

  /** The connection has an association: it is not closed for another one any more. */
  void established(SocketChannel channel) {
    synchronized (handshakes) {
      handshakes.remove(channel);
    }
  }

  /** Gives the slot of a connection that has ended back. */
  void release(SocketChannel channel) {
    established(channel);
    free.release();
  }

  /** Closes all connections without an association. */
  void closeHandshakes() {
    synchronized (handshakes) {
      handshakes.forEach(ConnectionSlots::close);
    }
  }

  /** Waits until all connections have ended, no longer than the time given; returns whether. */
  boolean awaitAll(long millis) throws InterruptedException {
    if (!free.tryAcquire(maximum, millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    free.release(maximum); // so that closing again finds all ended, too
    return true;
  }

  private boolean takeFromOldest() {
    counters.count(LimitKind.CONNECTIONS);
    Optional<SocketChannel> oldest = removeOldest();
    if (oldest.isEmpty()) {
      return false;
    }
    LOG.warn("{} connections are open; the oldest without an association is closed", maximum);
    close(oldest.get());
    try {
      return free.tryAcquire(EVICTION_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<SocketChannel> removeOldest() {
    synchronized (handshakes) {
      Optional<SocketChannel> oldest = handshakes.stream().findFirst();
      oldest.ifPresent(handshakes::remove);
      return oldest;
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debug("Closing a connection failed", failure);
    }
  }
}
