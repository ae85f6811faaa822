package org.sealgate.dimse.association;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A TLS connection. The handshake happens with the first read or write, under the watched times.
 */
final class TlsTransport implements Transport {
  private static final int RECORD = 16 << 10;

  private final SocketTransport plain;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] received = new byte[4 * RECORD];
  private final byte[] sent = new byte[4 * RECORD];
  private volatile @Nullable AssociationPeer authenticated;

  private TlsTransport(SocketTransport plain, SSLSocket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  static TlsTransport server(SocketChannel channel, TlsSettings settings) throws IOException {
    SocketTransport plain = new SocketTransport(channel);
    SSLSocket socket = wrap(channel, settings, plain.peer().address().getHostAddress());
    socket.setUseClientMode(false);
    SSLParameters parameters = parameters(socket, settings);
    parameters.setNeedClientAuth(settings.clientCertificateRequired());
    socket.setSSLParameters(parameters);
    return new TlsTransport(plain, socket);
  }

  static TlsTransport client(SocketChannel channel, TlsSettings settings, String host)
      throws IOException {
    SSLSocket socket = wrap(channel, settings, host);
    socket.setUseClientMode(true);
    SSLParameters parameters = parameters(socket, settings);
    if (settings.hostNameVerified()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return new TlsTransport(new SocketTransport(channel), socket);
  }

  private static SSLSocket wrap(SocketChannel channel, TlsSettings settings, String host)
      throws IOException {
    return (SSLSocket)
        settings
            .context()
            .get()
            .getSocketFactory()
            .createSocket(channel.socket(), host, channel.socket().getPort(), true);
  }

  private static SSLParameters parameters(SSLSocket socket, TlsSettings settings) {
    SSLParameters parameters = socket.getSSLParameters();
    settings.profile().applyTo(parameters, Set.of(socket.getSupportedCipherSuites()));
    return parameters;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = in.read(received, 0, Math.min(received.length, target.remaining()));
    if (authenticated == null) {
      authenticated = authenticated();
    }
    if (count > 0) {
      target.put(received, 0, count);
      plain.acknowledgeQuickly();
    }
    return count;
  }

  @Override
  public void write(ByteBuffer[] buffers, int count) throws IOException {
    int filled = 0;
    for (int index = 0; index < count; index++) {
      ByteBuffer buffer = buffers[index];
      while (buffer.hasRemaining()) {
        int length = Math.min(buffer.remaining(), sent.length - filled);
        buffer.get(sent, filled, length);
        filled += length;
        if (filled == sent.length) {
          out.write(sent, 0, filled);
          filled = 0;
        }
      }
    }
    out.write(sent, 0, filled);
    out.flush();
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** The handshake is over when something was read, so that this does not wait for it. */
  private AssociationPeer authenticated() {
    try {
      return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
          ? plain.peer().withCertificate(PeerCertificate.of(certificate))
          : plain.peer();
    } catch (SSLPeerUnverifiedException anonymous) {
      return plain.peer();
    }
  }

  @Override
  public AssociationPeer peer() {
    AssociationPeer known = authenticated;
    return known == null ? plain.peer() : known;
  }

  /** Closes the connection below: a close_notify could block on a peer that does not read. */
  @Override
  public void close() {
    plain.close();
  }
}
