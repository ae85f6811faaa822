package org.sealgate.testdicom.process;

/**
 * An application entity on the network.
 *
 * @param aeTitle AE title, 1 to 16 characters (PS3.5 6.2)
 * @param host host name or address
 * @param port TCP port, 1 to 65535
 */
public record Peer(String aeTitle, String host, int port) {
  /** Refuses an AE title or a port out of range. */
  public Peer {
    if (aeTitle.isBlank() || aeTitle.length() > 16) {
      throw new IllegalArgumentException("aeTitle: '" + aeTitle + "' is not 1 to 16 characters");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " is not in 1..65535");
    }
  }

  /** An application entity on this machine. */
  public static Peer local(String aeTitle, int port) {
    return new Peer(aeTitle, "127.0.0.1", port);
  }
}
