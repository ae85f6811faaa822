package org.sealgate.dimse.association;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for associations; each is read by a thread of its own. */
public final class DicomServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DicomServer.class);

  /** Far more than the accepting thread needs to see that its listener is closed. */
  private static final Duration ACCEPTING_ENDS = Duration.ofSeconds(5);

  private final ServerOptions options;
  private final AssociationPolicy policy;
  private final ServerSocketChannel listener;
  private final AssociationSlots slots;
  private final ServerCounters counters = new ServerCounters();
  private final ConnectionSlots connections;
  private final ConcurrentHashMap<Association, AssociationReader> associations =
      new ConcurrentHashMap<>();
  private final Thread accepting;
  private volatile boolean closing;

  private DicomServer(
      ServerOptions options, AssociationPolicy policy, ServerSocketChannel listener) {
    this.options = options;
    this.policy = policy;
    this.listener = listener;
    AssociationLimits limits = options.limits();
    this.slots =
        new AssociationSlots(limits.maximumAssociations(), limits.maximumAssociationsPerPeer());
    this.connections = new ConnectionSlots(limits.maximumAssociations(), counters.limits);
    this.accepting =
        Thread.ofVirtual()
            .name("dimse-accept-" + listener.socket().getLocalPort())
            .unstarted(this::acceptAll);
  }

  /**
   * Binds and listens.
   *
   * @throws IOException if the address cannot be bound
   */
  public static DicomServer start(ServerOptions options, AssociationPolicy policy)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(options.address(), options.backlog());
    } catch (IOException failure) {
      listener.close();
      throw new IOException("Cannot listen on " + options.address() + ": " + failure, failure);
    }
    DicomServer server = new DicomServer(options, policy, listener);
    server.accepting.start();
    return server;
  }

  /** Returns the port that it listens on. */
  public int port() {
    return listener.socket().getLocalPort();
  }

  /** Returns the address that it listens on. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.socket().getLocalSocketAddress();
  }

  /** Returns the associations that are established now. */
  public Set<Association> associations() {
    return Set.copyOf(associations.keySet());
  }

  /** Returns what was counted since the start. */
  public ServerStatistics statistics() {
    return counters.snapshot(associations.size());
  }

  /**
   * Stops listening, lets requests in work finish within the grace time, releases the associations
   * and aborts those that do not answer. Returns when all have ended and the port is free.
   */
  @Override
  public void close() {
    closing = true;
    stopAccepting();
    connections.closeHandshakes();
    ServerShutdown.end(associations, options.closeGrace());
    awaitConnections();
  }

  /** The port is free only when nobody waits on the listener any more. */
  private void stopAccepting() {
    try {
      listener.close();
      if (!accepting.join(ACCEPTING_ENDS)) {
        LOG.warn("Accepting connections did not end within {}", ACCEPTING_ENDS);
      }
    } catch (IOException failure) {
      LOG.warn("Closing the listener failed", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitConnections() {
    try {
      long millis = options.timeouts().artim().plusSeconds(1).toMillis();
      if (!connections.awaitAll(millis)) {
        LOG.warn("Some connections did not end within {} ms", millis);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll() {
    while (!closing) {
      try {
        SocketChannel channel = listener.accept();
        counters.connections.increment();
        admit(channel);
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException failure) {
        // Out of file descriptors, or the peer was gone before it was accepted.
        LOG.warn("Accepting a connection failed: {}", failure.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    if (connections.take(channel)) {
      ReaderThreads.start("dimse-server-" + port(), () -> serve(channel));
    } else {
      LOG.warn("Connection from {} refused: too many are open", channel.getRemoteAddress());
      channel.close();
    }
  }

  private void serve(SocketChannel channel) {
    ByteBuffer buffer = null;
    try (channel;
        Transport transport = transport(channel)) {
      buffer = BufferPool.SHARED.take(ReaderThreads.receiveBufferLength(options.limits()));
      new Acceptor(options, policy, slots, counters, new Registration(channel), transport, buffer)
          .establish()
          .ifPresent(this::read);
    } catch (IOException failure) {
      LOG.debug("A connection was gone at once: {}", failure.toString());
    } catch (RuntimeException | Error defect) {
      LOG.error("Serving a connection failed", defect);
    } finally {
      if (buffer != null) {
        BufferPool.SHARED.give(buffer);
      }
      connections.release(channel);
    }
  }

  private Transport transport(SocketChannel channel) throws IOException {
    TlsSettings tls = options.tls();
    return tls == null ? new SocketTransport(channel) : TlsTransport.server(channel, tls);
  }

  private void read(Acceptor.Established established) {
    Association association = established.association();
    try {
      established.reader().run();
    } finally {
      // In this order: an association that is gone for others does not hold a slot any more.
      slots.release(association.peer().address());
      associations.remove(association);
    }
  }

  /** Makes a connection's association known to {@link #close()}. */
  private final class Registration implements Acceptor.Registry {
    private final SocketChannel channel;

    Registration(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void add(Acceptor.Established established) {
      // In this order, or close() could see the connection in neither set.
      associations.put(established.association(), established.reader());
      connections.established(channel);
    }

    @Override
    public void remove(Acceptor.Established established) {
      associations.remove(established.association());
    }
  }
}
