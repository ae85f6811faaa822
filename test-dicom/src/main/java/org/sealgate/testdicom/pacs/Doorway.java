package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP relay on a loopback port that can break single connections without a word, and be shut and
 * opened again on the same port. A node behind it is seen to crash while its own code stays in
 * order.
 */
final class Doorway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);
  private static final int BUFFER_LENGTH = 256 * 1024;

  private final InetSocketAddress target;
  private final InetSocketAddress address;
  private final Map<Integer, Connection> connections = new ConcurrentHashMap<>();
  private @Nullable ServerSocketChannel listener;
  private @Nullable Thread acceptor;

  /** Holds the port while nothing listens on it. */
  private @Nullable Socket placeholder;

  /**
   * The two sockets of a relayed connection.
   *
   * @param directions how many directions still carry bytes
   */
  private record Connection(SocketChannel outside, SocketChannel inside, AtomicInteger directions) {
    void close() {
      closeQuietly(outside);
      closeQuietly(inside);
    }
  }

  /**
   * Opens a doorway.
   *
   * @param port port to listen on, 0 for a free one
   * @param target where connections are relayed to
   */
  Doorway(int port, InetSocketAddress target) throws IOException {
    this.target = target;
    ServerSocketChannel channel =
        listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    this.address = (InetSocketAddress) channel.getLocalAddress();
    start(channel);
  }

  /** Port it listens on, also while it is shut. */
  int port() {
    return address.getPort();
  }

  /**
   * Breaks one connection.
   *
   * @param insidePort port that the node behind the doorway sees as its peer's
   */
  void drop(int insidePort) {
    Connection connection = connections.remove(insidePort);
    if (connection != null) {
      connection.close();
    }
  }

  /** Breaks all connections and refuses new ones, but keeps the port. */
  synchronized void shut() throws IOException {
    stop();
    if (placeholder == null) {
      Socket socket = new Socket();
      placeholder = socket;
      socket.setReuseAddress(true); // connections that have just ended linger on the port
      socket.bind(address);
    }
  }

  private void stop() {
    if (listener != null) {
      closeQuietly(listener);
      listener = null;
    }
    awaitAcceptor();
    connections.keySet().forEach(this::drop);
  }

  private void leavePort() {
    if (placeholder != null) {
      closeQuietly(placeholder);
      placeholder = null;
    }
  }

  /** Takes connections again on the same port. */
  synchronized void open() throws IOException {
    if (listener == null) {
      leavePort();
      start(listen(address));
    }
  }

  @Override
  public synchronized void close() {
    stop();
    leavePort();
  }

  /** The port is free only when the thread that was accepting on it has noticed. */
  private void awaitAcceptor() {
    if (acceptor != null) {
      try {
        acceptor.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      acceptor = null;
    }
  }

  private static ServerSocketChannel listen(InetSocketAddress at) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      return channel.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(at);
    } catch (IOException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  private void start(ServerSocketChannel channel) {
    synchronized (this) {
      listener = channel;
      acceptor = Thread.ofVirtual().name("doorway-" + port()).start(() -> accept(channel));
    }
  }

  private void accept(ServerSocketChannel channel) {
    while (channel.isOpen()) {
      try {
        relay(channel, channel.accept());
      } catch (IOException e) {
        LOG.debug("doorway {} accepts no more: {}", port(), e.toString());
        return;
      }
    }
  }

  private void relay(ServerSocketChannel channel, SocketChannel outside) {
    try {
      SocketChannel inside = SocketChannel.open(target);
      Connection connection = new Connection(tuned(outside), tuned(inside), new AtomicInteger(2));
      int insidePort = ((InetSocketAddress) inside.getLocalAddress()).getPort();
      connections.put(insidePort, connection);
      if (!channel.isOpen()) {
        drop(insidePort);
        return;
      }
      Thread.ofVirtual().start(() -> relay(connection, outside, inside, insidePort));
      Thread.ofVirtual().start(() -> relay(connection, inside, outside, insidePort));
    } catch (IOException e) {
      LOG.debug("doorway {} finds nobody inside: {}", port(), e.toString());
      closeQuietly(outside);
    }
  }

  /**
   * Relays one direction. When it ends, for whatever reason, the other one goes on: what a node has
   * said before it left still has to reach its peer.
   */
  private void relay(Connection connection, SocketChannel from, SocketChannel to, int insidePort) {
    try {
      pump(from, to);
      to.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("doorway {} lost one direction: {}", port(), e.toString());
      shutdownOutputQuietly(to);
    }
    if (connection.directions().decrementAndGet() == 0) {
      drop(insidePort);
    }
  }

  private static void pump(SocketChannel from, SocketChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    while (from.read(buffer.clear()) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
      acknowledgeQuickly(from);
    }
  }

  private static void shutdownOutputQuietly(SocketChannel channel) {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("the other side was gone, too: {}", e.toString());
    }
  }

  private static SocketChannel tuned(SocketChannel channel) throws IOException {
    return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Linux leaves this mode by itself, so it is set again after every read. It only saves time, so a
   * connection that has just been closed is no reason to lose what came before.
   */
  private static void acknowledgeQuickly(SocketChannel channel) {
    SocketOption<Boolean> option = ExtendedSocketOptions.TCP_QUICKACK;
    try {
      if (channel.supportedOptions().contains(option)) {
        channel.setOption(option, true);
      }
    } catch (IOException e) {
      LOG.debug("quick acknowledgement not set: {}", e.toString());
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debug("closing failed: {}", e.toString());
    }
  }
}
