package org.sealgate.dimse.association;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for associations; each is read by a thread of its own. */
public final class DicomServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DicomServer.class);

  private final ServerOptions options;
  private final AssociationPolicy policy;
  private final ServerSocketChannel listener;
  private final AssociationSlots slots;
  private final ServerCounters counters = new ServerCounters();
  private final Semaphore connections;
  private final int maximumConnections;
  private final Set<Transport> handshakes = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Association, AssociationReader> associations =
      new ConcurrentHashMap<>();
  private volatile boolean closing;

  private DicomServer(
      ServerOptions options, AssociationPolicy policy, ServerSocketChannel listener) {
    this.options = options;
    this.policy = policy;
    this.listener = listener;
    AssociationLimits limits = options.limits();
    this.slots =
        new AssociationSlots(limits.maximumAssociations(), limits.maximumAssociationsPerPeer());
    // Some more than associations, so that those over the limit get an A-ASSOCIATE-RJ.
    this.maximumConnections = limits.maximumAssociations() + limits.maximumAssociations() / 4 + 16;
    this.connections = new Semaphore(maximumConnections);
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
    Thread.ofVirtual().name("dimse-accept-" + server.port()).start(server::acceptAll);
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
   * and aborts those that do not answer. Returns when all have ended.
   */
  @Override
  public void close() {
    closing = true;
    try {
      listener.close();
    } catch (IOException failure) {
      LOG.debug("Closing the listener failed", failure);
    }
    handshakes.forEach(Transport::close);
    ServerShutdown.end(associations, options.closeGrace());
    awaitThreads();
  }

  private void awaitThreads() {
    try {
      long millis = options.timeouts().artim().plusSeconds(1).toMillis();
      if (connections.tryAcquire(maximumConnections, millis, TimeUnit.MILLISECONDS)) {
        connections.release(maximumConnections); // so that closing again finds all ended, too
      } else {
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
    if (!connections.tryAcquire()) {
      counters.connectionsRefused.increment();
      LOG.warn("Connection from {} refused: too many are open", channel.getRemoteAddress());
      channel.close();
      return;
    }
    ReaderThreads.start("dimse-server-" + port(), () -> serve(channel));
  }

  private void serve(SocketChannel channel) {
    ByteBuffer buffer = null;
    try (channel;
        Transport transport = transport(channel)) {
      buffer = BufferPool.SHARED.take(ReaderThreads.receiveBufferLength(options.limits()));
      serve(transport, buffer);
    } catch (IOException failure) {
      LOG.debug("A connection was gone at once: {}", failure.toString());
    } catch (RuntimeException | Error defect) {
      LOG.error("Serving a connection failed", defect);
    } finally {
      if (buffer != null) {
        BufferPool.SHARED.give(buffer);
      }
      connections.release();
    }
  }

  private Transport transport(SocketChannel channel) throws IOException {
    TlsSettings tls = options.tls();
    return tls == null ? new SocketTransport(channel) : TlsTransport.server(channel, tls);
  }

  private void serve(Transport transport, ByteBuffer buffer) {
    Optional<Acceptor.Established> established;
    handshakes.add(transport);
    if (closing) {
      transport.close();
    }
    try {
      established =
          new Acceptor(options, policy, slots, counters, registry(transport), transport, buffer)
              .establish();
    } finally {
      handshakes.remove(transport);
    }
    established.ifPresent(this::read);
  }

  private Acceptor.Registry registry(Transport transport) {
    return new Acceptor.Registry() {
      @Override
      public void add(Acceptor.Established established) {
        // In this order, or close() could see the connection in neither set.
        associations.put(established.association(), established.reader());
        handshakes.remove(transport);
      }

      @Override
      public void remove(Acceptor.Established established) {
        associations.remove(established.association());
      }
    };
  }

  private void read(Acceptor.Established established) {
    Association association = established.association();
    try {
      established.reader().run();
    } finally {
      associations.remove(association);
      slots.release(association.peer().address());
    }
  }
}
