package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Free TCP ports of the loopback interface, for programs that must be told their port.
 *
 * <p>A port is not held, so another program could take it before it is used; the kernel hands out
 * ephemeral ports in an order that makes this rare, and this class never names one port twice.
 */
public final class FreePorts {
  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** A port on which nothing listened a moment ago and which this class has not named before. */
  public static int next() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = ephemeral();
      if (HANDED_OUT.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free loopback port after 1000 attempts");
  }

  private static int ephemeral() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port", e);
    }
  }
}
