package org.sealgate.dimse.association;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * Socket options of every connection. Peers that send with Nagle's algorithm wait for the
 * acknowledgement of a small segment before they send the next; with Linux's delayed
 * acknowledgements that costs some 40 ms a message. TCP_QUICKACK ends that wait, and because the
 * kernel takes it back by itself it is set again after every read.
 */
final class SocketTuning {
  private static final SocketOption<Boolean> QUICK_ACKNOWLEDGE = ExtendedSocketOptions.TCP_QUICKACK;

  private SocketTuning() {}

  static void tune(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
  }

  /** Whether the platform has TCP_QUICKACK at all (Linux). */
  static boolean hasQuickAcknowledge(SocketChannel channel) {
    return channel.supportedOptions().contains(QUICK_ACKNOWLEDGE);
  }

  static void acknowledgeQuickly(SocketChannel channel) throws IOException {
    channel.setOption(QUICK_ACKNOWLEDGE, true);
  }
}
