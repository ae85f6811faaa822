package org.sealgate.testdicom.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorwayTest {
  private ServerSocket node;
  private Doorway doorway;

  @BeforeEach
  void start() throws IOException {
    node = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    doorway = new Doorway(0, (InetSocketAddress) node.getLocalSocketAddress());
  }

  @AfterEach
  void stop() throws IOException {
    doorway.close();
    node.close();
  }

  @Test
  void relay_shouldPassBytesBothWays_andTheEnd() throws IOException {
    try (Socket outside = connect()) {
      try (Socket inside = node.accept()) {
        outside.getOutputStream().write(new byte[] {1, 2, 3});
        outside.shutdownOutput();
        assertThat(inside.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
        inside.getOutputStream().write(new byte[] {4, 5});
      }
      assertThat(outside.getInputStream().readAllBytes()).containsExactly(4, 5);
    }
  }

  /** An acceptor that answers a release and closes at once must still be heard. */
  @Test
  void relay_shouldDeliverLastWords_whenTheNodeClosesAtOnce() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket outside = connect()) {
        try (Socket inside = node.accept()) {
          outside.getOutputStream().write(1);
          assertThat(inside.getInputStream().read()).isEqualTo(1);
          inside.getOutputStream().write(new byte[] {6, 7});
        }
        assertThat(outside.getInputStream().readAllBytes()).containsExactly(6, 7);
      }
    }
  }

  @Test
  void drop_shouldBreakOnlyTheConnectionThatIsMeant() throws IOException {
    try (Socket first = connect();
        Socket firstInside = node.accept();
        Socket second = connect();
        Socket secondInside = node.accept()) {
      doorway.drop(firstInside.getPort());

      assertThat(first.getInputStream().read()).isEqualTo(-1);
      second.getOutputStream().write(9);
      assertThat(secondInside.getInputStream().read()).isEqualTo(9);
    }
  }

  @Test
  void shut_shouldRefuseConnections_untilItIsOpened() throws IOException {
    int port = doorway.port();
    doorway.shut();
    assertThatThrownBy(this::connect).isInstanceOf(SocketException.class);

    doorway.open();

    assertThat(doorway.port()).isEqualTo(port);
    try (Socket outside = connect();
        Socket inside = node.accept()) {
      outside.getOutputStream().write(8);
      assertThat(inside.getInputStream().read()).isEqualTo(8);
    }
  }

  @Test
  void shut_shouldKeepThePort() throws IOException {
    doorway.shut();
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      assertThatThrownBy(() ->
              other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), doorway.port())))
          .isInstanceOf(BindException.class);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), doorway.port());
  }
}
