package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  /** The two sockets of a relayed connection. */
  private record Connection(SocketChannel outside, SocketChannel inside) {
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

  /** Breaks all connections and refuses new ones. */
  synchronized void shut() {
    if (listener != null) {
      closeQuietly(listener);
      listener = null;
    }
    connections.keySet().forEach(this::drop);
  }

  /** Takes connections again on the same port. */
  synchronized void open() throws IOException {
    if (listener == null) {
      start(listen(address));
    }
  }

  @Override
  public void close() {
    shut();
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
    }
    Thread.ofVirtual().name("doorway-" + port()).start(() -> accept(channel));
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
      Connection connection = new Connection(tuned(outside), tuned(inside));
      int insidePort = ((InetSocketAddress) inside.getLocalAddress()).getPort();
      connections.put(insidePort, connection);
      if (!channel.isOpen()) {
        drop(insidePort);
        return;
      }
      Thread.ofVirtual().start(() -> pump(outside, inside, insidePort));
      Thread.ofVirtual().start(() -> pump(inside, outside, insidePort));
    } catch (IOException e) {
      LOG.debug("doorway {} finds nobody inside: {}", port(), e.toString());
      closeQuietly(outside);
    }
  }

  private void pump(SocketChannel from, SocketChannel to, int insidePort) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    try {
      while (from.read(buffer.clear()) >= 0) {
        acknowledgeQuickly(from);
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("doorway {} lost a connection: {}", port(), e.toString());
      drop(insidePort);
    }
    if (!from.isConnected() || isFinished(insidePort)) {
      drop(insidePort);
    }
  }

  /** Whether both sides have said that nothing more comes. */
  private boolean isFinished(int insidePort) {
    Connection connection = connections.get(insidePort);
    return connection != null
        && connection.inside().socket().isOutputShutdown()
        && connection.outside().socket().isOutputShutdown();
  }

  private static SocketChannel tuned(SocketChannel channel) throws IOException {
    return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Linux leaves this mode by itself, so it is set again after every read. */
  private static void acknowledgeQuickly(SocketChannel channel) throws IOException {
    SocketOption<Boolean> option = ExtendedSocketOptions.TCP_QUICKACK;
    if (channel.supportedOptions().contains(option)) {
      channel.setOption(option, true);
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
