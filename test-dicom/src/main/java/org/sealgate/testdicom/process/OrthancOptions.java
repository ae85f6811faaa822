package org.sealgate.testdicom.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an Orthanc is to be started.
 *
 * @param aeTitle its AE title
 * @param peers application entities it knows, above all the destinations it may move to
 * @param withoutDelay whether {@code TCP_NODELAY=1} is in its environment; Debian's default is not
 * @param overwriteInstances whether a second store of the same SOP Instance UID replaces the first
 * @param checkCalledAeTitle whether associations to another AE title are rejected
 * @param knownPeersOnly whether only {@code peers} may store, find, get and move
 * @param more further settings of its configuration file, by their names there
 */
public record OrthancOptions(
    String aeTitle,
    List<Peer> peers,
    boolean withoutDelay,
    boolean overwriteInstances,
    boolean checkCalledAeTitle,
    boolean knownPeersOnly,
    Map<String, Object> more) {
  /** AE title ORTHANC, open to everyone, tuned, keeping the first of two instances of one UID. */
  public static final OrthancOptions DEFAULT =
      new OrthancOptions("ORTHANC", List.of(), true, false, false, false, Map.of());

  /** Copies the collections. */
  public OrthancOptions {
    peers = List.copyOf(peers);
    more = Map.copyOf(more);
  }

  /** The same with another AE title. */
  public OrthancOptions withAeTitle(String title) {
    return new OrthancOptions(
        title, peers, withoutDelay, overwriteInstances, checkCalledAeTitle, knownPeersOnly, more);
  }

  /** The same with one more peer, which it may move to. */
  public OrthancOptions withPeer(Peer peer) {
    List<Peer> all = new ArrayList<>(peers);
    all.add(peer);
    return new OrthancOptions(
        aeTitle, all, withoutDelay, overwriteInstances, checkCalledAeTitle, knownPeersOnly, more);
  }

  /** The same with or without {@code TCP_NODELAY=1} in its environment. */
  public OrthancOptions withoutDelay(boolean tuned) {
    return new OrthancOptions(
        aeTitle, peers, tuned, overwriteInstances, checkCalledAeTitle, knownPeersOnly, more);
  }

  /** The same with the last of two instances of one UID kept, or the first. */
  public OrthancOptions overwritingInstances(boolean overwrite) {
    return new OrthancOptions(
        aeTitle, peers, withoutDelay, overwrite, checkCalledAeTitle, knownPeersOnly, more);
  }

  /** The same, rejecting associations to another AE title. */
  public OrthancOptions checkingCalledAeTitle() {
    return new OrthancOptions(
        aeTitle, peers, withoutDelay, overwriteInstances, true, knownPeersOnly, more);
  }

  /** The same, serving its peers only. */
  public OrthancOptions forKnownPeersOnly() {
    return new OrthancOptions(
        aeTitle, peers, withoutDelay, overwriteInstances, checkCalledAeTitle, true, more);
  }

  /**
   * The same with one more setting.
   *
   * @param name name in Orthanc's configuration file
   * @param value a string, number, boolean, list or map
   */
  public OrthancOptions with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(more);
    all.put(name, value);
    return new OrthancOptions(
        aeTitle, peers, withoutDelay, overwriteInstances, checkCalledAeTitle, knownPeersOnly, all);
  }

  /** The same with these peers instead of all others, called through TLS. */
  public OrthancOptions withTlsPeers(Peer... called) {
    Map<String, Object> modalities = new LinkedHashMap<>();
    for (Peer peer : called) {
      modalities.put(
          peer.aeTitle(),
          Map.of(
              "AET",
              peer.aeTitle(),
              "Host",
              peer.host(),
              "Port",
              peer.port(),
              "UseDicomTls",
              true));
    }
    return with("DicomModalities", modalities);
  }

  /** The configuration file's content. */
  Map<String, Object> configuration(String storageFolder, int dicomPort, int httpPort) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("Name", aeTitle);
    settings.put("StorageDirectory", storageFolder);
    settings.put("IndexDirectory", storageFolder);
    settings.put("StorageCompression", false);
    // A cached copy would hide what a test alters in the file behind Orthanc's back.
    settings.put("MaximumStorageCacheSize", 0);
    settings.put("HttpPort", httpPort);
    settings.put("RemoteAccessAllowed", false);
    settings.put("AuthenticationEnabled", false);
    settings.put("DicomAet", aeTitle);
    settings.put("DicomPort", dicomPort);
    settings.put("DicomCheckCalledAet", checkCalledAeTitle);
    settings.put("UnknownSopClassAccepted", true);
    settings.put("OverwriteInstances", overwriteInstances);
    for (String service : List.of("Echo", "Store", "Find", "Get", "Move")) {
      settings.put("DicomAlwaysAllow" + service, service.equals("Echo") || !knownPeersOnly);
    }
    settings.put("DicomModalities", modalities());
    settings.put("Plugins", List.of());
    settings.putAll(more);
    return settings;
  }

  private Map<String, Object> modalities() {
    Map<String, Object> modalities = new LinkedHashMap<>();
    for (Peer peer : peers) {
      modalities.put(peer.aeTitle(), modality(peer));
    }
    return modalities;
  }

  static List<Object> modality(Peer peer) {
    return List.of(peer.aeTitle(), peer.host(), peer.port());
  }
}
