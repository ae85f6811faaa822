package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.testdicom.process.Peer;

/**
 * An archive in this virtual machine: Storage, Query and Retrieve SCP on loopback. It keeps the
 * bytes of every data set on disk as they came, notes what it received, and misbehaves as its
 * script says.
 */
public final class ScriptablePacs implements AutoCloseable {
  private final PacsOptions options;
  private final FaultScript script = new FaultScript();
  private final InstanceIndex index = new InstanceIndex();
  private final List<ReceivedInstance> received = new CopyOnWriteArrayList<>();
  private final List<AcceptedAssociation> associations = new CopyOnWriteArrayList<>();
  private final Map<String, Peer> destinations = new ConcurrentHashMap<>();
  private final StoreReceiver receiver;
  private final DicomServer server;
  private final Doorway doorway;

  private ScriptablePacs(PacsOptions options, Path folder) throws IOException {
    this.options = options;
    this.receiver = new StoreReceiver(Files.createDirectories(folder), options.discard());
    options.destinations().forEach(this::registerDestination);
    this.server = DicomServer.start(serverOptions(options), new PacsPolicy(this));
    this.doorway = openDoorway();
  }

  private static ServerOptions serverOptions(PacsOptions options) {
    ServerOptions plain = ServerOptions.onLoopback(0).withCloseGrace(Duration.ofSeconds(1));
    return options.tls().map(plain::withTls).orElse(plain);
  }

  /**
   * Starts a PACS.
   *
   * @param options what it is like
   * @param folder where it keeps instances; created if it is not there
   */
  public static ScriptablePacs start(PacsOptions options, Path folder) throws IOException {
    return new ScriptablePacs(options, folder);
  }

  /** Whom to call. */
  public Peer peer() {
    return Peer.local(options.aeTitle(), doorway.port());
  }

  /** Its faults, to be added to. */
  public FaultScript script() {
    return script;
  }

  /** What it received so far, in the order in which the data sets ended. */
  public List<ReceivedInstance> received() {
    return List.copyOf(received);
  }

  /** What it received of one instance, the last time. */
  public Optional<ReceivedInstance> received(String sopInstanceUid) {
    return received.stream()
        .filter(instance -> instance.sopInstanceUid().equals(sopInstanceUid))
        .reduce((first, second) -> second);
  }

  /** The instances that it holds. */
  public List<StoredInstance> instances() {
    return index.all();
  }

  /** An instance that it holds. */
  public Optional<StoredInstance> instance(String sopInstanceUid) {
    return index.find(sopInstanceUid);
  }

  /** The associations that it accepted so far. */
  public List<AcceptedAssociation> associations() {
    return List.copyOf(associations);
  }

  /** Makes an application entity known as a move destination. */
  public void registerDestination(Peer peer) {
    destinations.put(peer.aeTitle(), peer);
  }

  /** Breaks all connections and refuses new ones, as a node that crashed; instances are kept. */
  public void goDown() throws IOException {
    doorway.shut();
  }

  /** Takes connections again on the same port. */
  public void comeUp() throws IOException {
    doorway.open();
  }

  @Override
  public void close() {
    doorway.close();
    server.close();
  }

  PacsOptions options() {
    return options;
  }

  InstanceIndex index() {
    return index;
  }

  StoreReceiver receiver() {
    return receiver;
  }

  Optional<Peer> destination(String aeTitle) {
    return Optional.ofNullable(destinations.get(aeTitle));
  }

  Doorway doorway() {
    return doorway;
  }

  void note(ReceivedInstance instance) {
    received.add(instance);
  }

  void note(AcceptedAssociation association) {
    associations.add(association);
  }

  private Doorway openDoorway() throws IOException {
    try {
      InetSocketAddress inside =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      return new Doorway(0, inside);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }
}
