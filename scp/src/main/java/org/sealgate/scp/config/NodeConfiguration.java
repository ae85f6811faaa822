package org.sealgate.scp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything an operator sets. Immutable; {@link NodeConfigurationReader} makes it from {@code
 * node.yaml} and has checked every limit.
 *
 * @param aeTitle the node's own AE title
 * @param bindAddress the address to listen on
 * @param port the DICOM port, 0 for any free one
 * @param data the folder that holds vault, index, log and audit trail
 * @param modalities who sends
 * @param viewers who asks
 * @param pacs the archive behind the node
 * @param acknowledge when a C-STORE is answered
 * @param retrieve how a C-MOVE or C-GET is served
 * @param retry how forwarding is retried
 * @param storage when the node stops taking images because the disk is full
 * @param limits what one peer or all of them may use up
 * @param vault the encryption of the stored copies
 * @param log the transparency log
 * @param anchor the chain, if there is one
 * @param roles who is who on the chain
 * @param tls TLS on the DICOM port, if it is on
 * @param inference the classification of chest X-rays
 * @param admin the admin endpoint, if it is on
 */
public record NodeConfiguration(
    String aeTitle,
    String bindAddress,
    int port,
    Path data,
    List<PeerConfiguration> modalities,
    List<PeerConfiguration> viewers,
    PacsConfiguration pacs,
    Acknowledge acknowledge,
    Retrieve retrieve,
    Retry retry,
    Storage storage,
    Limits limits,
    VaultKeys vault,
    Log log,
    Optional<AnchorConfiguration> anchor,
    RolesConfiguration roles,
    Optional<TlsConfiguration> tls,
    InferenceConfiguration inference,
    Optional<Admin> admin) {

  public NodeConfiguration {
    modalities = List.copyOf(modalities);
    viewers = List.copyOf(viewers);
  }

  /** Modalities and viewers. */
  public Stream<PeerConfiguration> peers() {
    return Stream.concat(modalities.stream(), viewers.stream());
  }

  /** When a C-STORE is answered with Success. */
  public enum Acknowledge {
    /** With the PACS's own status while it can be reached, else as soon as the copy is durable. */
    FORWARDED,
    /** As soon as the copy is durable; the PACS gets the instance behind the answer. */
    CUSTODY
  }

  /** Where the bytes of a retrieval come from. */
  public enum RetrieveSource {
    /** The PACS; every instance is checked while it passes. */
    PACS,
    /** The vault's own copies. */
    VAULT,
    /** The PACS while it answers, else the vault. */
    AUTO
  }

  /**
   * How a retrieval is served.
   *
   * @param source where the bytes come from
   * @param holdBytes instances up to this many bytes are checked whole before their first byte
   *     leaves
   * @param holdTotalBytes how many bytes all retrievals together may hold in memory
   */
  public record Retrieve(RetrieveSource source, long holdBytes, long holdTotalBytes) {}

  /**
   * How forwarding is retried.
   *
   * @param max attempts before an instance goes to the dead-letter list
   * @param delay the wait after the first failed attempt; it doubles with each
   * @param maxDelay the longest wait
   */
  public record Retry(int max, Duration delay, Duration maxDelay) {}

  /**
   * When the node refuses images for want of space (status A700).
   *
   * @param watermarkPercent the disk may be filled up to this percentage
   * @param reserveSpace bytes that always stay free
   */
  public record Storage(int watermarkPercent, long reserveSpace) {}

  /**
   * What peers may use up.
   *
   * @param associations associations at once
   * @param associationsPerPeer associations at once from one address
   * @param pduLength the longest PDU to accept, in bytes
   * @param requestTimeout the wait for the A-ASSOCIATE-RQ (ARTIM)
   * @param idleTimeout the wait for anything on an open association
   * @param dimseTimeout the wait for a DIMSE response
   */
  public record Limits(
      int associations,
      int associationsPerPeer,
      int pduLength,
      Duration requestTimeout,
      Duration idleTimeout,
      Duration dimseTimeout) {}

  /**
   * Where the key-encryption key is. Exactly one of the two.
   *
   * @param keyFile a file with a raw key
   * @param keyStore a PKCS#12 key store
   * @param keyStorePasswordFile the file with the key store's password
   */
  public record VaultKeys(
      Optional<Path> keyFile, Optional<Path> keyStore, Optional<Path> keyStorePasswordFile) {}

  /**
   * The transparency log.
   *
   * @param origin its name in every checkpoint (C2SP checkpoint origin)
   * @param keyFile the Ed25519 key that signs checkpoints
   */
  public record Log(String origin, Path keyFile) {}

  /**
   * The admin endpoint.
   *
   * @param address the address to listen on
   * @param port the HTTP port, 0 for any free one
   */
  public record Admin(String address, int port) {}
}
