package org.sealgate.dimse.association;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plain TCP connection in blocking mode with gathering writes. */
final class SocketTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

  private final SocketChannel channel;
  private final AssociationPeer peer;
  private final boolean quickAcknowledge;

  SocketTransport(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.peer = AssociationPeer.at((InetSocketAddress) channel.getRemoteAddress());
    this.quickAcknowledge = SocketTuning.hasQuickAcknowledge(channel);
    SocketTuning.tune(channel);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = channel.read(target);
    if (count > 0) {
      acknowledgeQuickly();
    }
    return count;
  }

  /** After every read, see {@link SocketTuning}. */
  void acknowledgeQuickly() throws IOException {
    if (quickAcknowledge) {
      SocketTuning.acknowledgeQuickly(channel);
    }
  }

  @Override
  public void write(ByteBuffer[] buffers, int count) throws IOException {
    int first = 0;
    while (first < count) {
      channel.write(buffers, first, count - first);
      while (first < count && !buffers[first].hasRemaining()) {
        first++;
      }
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public AssociationPeer peer() {
    return peer;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debug("Closing the connection with {} failed", peer, failure);
    }
  }
}
