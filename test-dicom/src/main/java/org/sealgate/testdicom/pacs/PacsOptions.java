package org.sealgate.testdicom.pacs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.process.Peer;

/**
 * What a {@link ScriptablePacs} is like as long as nothing is scripted.
 *
 * @param aeTitle its AE title
 * @param checkCalledAeTitle whether associations to another title are rejected (1/1/7)
 * @param transferSyntaxes what it takes for storage, preferred first; empty takes whatever the peer
 *     offers first
 * @param destinations application entities that it may move to
 * @param discard whether data sets are digested and thrown away, for measurements; nothing can be
 *     queried or retrieved then
 * @param tls with what its port speaks TLS; destinations are called in clear all the same
 */
public record PacsOptions(
    String aeTitle,
    boolean checkCalledAeTitle,
    List<TransferSyntax> transferSyntaxes,
    List<Peer> destinations,
    boolean discard,
    Optional<TlsSettings> tls) {
  /** Copies the lists. */
  public PacsOptions {
    transferSyntaxes = List.copyOf(transferSyntaxes);
    destinations = List.copyOf(destinations);
  }

  /** Takes every transfer syntax and keeps everything, for whoever calls by whatever title. */
  public static PacsOptions of(String aeTitle) {
    return new PacsOptions(aeTitle, false, List.of(), List.of(), false, Optional.empty());
  }

  /** The same, rejecting associations to another title. */
  public PacsOptions checkingCalledAeTitle() {
    return new PacsOptions(aeTitle, true, transferSyntaxes, destinations, discard, tls);
  }

  /** The same, taking only these transfer syntaxes, preferred first. */
  public PacsOptions taking(TransferSyntax... preferredFirst) {
    return new PacsOptions(
        aeTitle, checkCalledAeTitle, List.of(preferredFirst), destinations, discard, tls);
  }

  /** The same with one more destination. */
  public PacsOptions withDestination(Peer peer) {
    List<Peer> all = new ArrayList<>(destinations);
    all.add(peer);
    return new PacsOptions(aeTitle, checkCalledAeTitle, transferSyntaxes, all, discard, tls);
  }

  /** The same, throwing data sets away. */
  public PacsOptions discarding() {
    return new PacsOptions(aeTitle, checkCalledAeTitle, transferSyntaxes, destinations, true, tls);
  }

  /** The same with a port that speaks TLS. */
  public PacsOptions through(TlsSettings settings) {
    return new PacsOptions(
        aeTitle,
        checkCalledAeTitle,
        transferSyntaxes,
        destinations,
        discard,
        Optional.of(settings));
  }
}
