package org.sealgate.scp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.inference.ImageLimits;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.ModelRefusedException;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.scp.admin.AdminServer;
import org.sealgate.scp.admission.AdmissionPolicy;
import org.sealgate.scp.admission.PacsSession;
import org.sealgate.scp.admission.PeerSession;
import org.sealgate.scp.analysis.Candidates;
import org.sealgate.scp.analysis.ClassificationQueue;
import org.sealgate.scp.analysis.OwnInstances;
import org.sealgate.scp.analysis.ResultObjects;
import org.sealgate.scp.analysis.WorkSignal;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.authorization.AccessControl;
import org.sealgate.scp.authorization.Roles;
import org.sealgate.scp.config.ConfigurationException;
import org.sealgate.scp.config.InferenceConfiguration;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.forward.Forwarder;
import org.sealgate.scp.relay.RelayService;
import org.sealgate.scp.retrieve.RetrieveService;
import org.sealgate.scp.seal.LogSequencer;
import org.sealgate.scp.seal.PatientBackfill;
import org.sealgate.scp.seal.PatientHashing;
import org.sealgate.scp.seal.SealedRecords;
import org.sealgate.scp.seal.Sealer;
import org.sealgate.scp.store.DiskGuard;
import org.sealgate.scp.store.StoreService;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.vault.crypto.EphemeralKeys;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.SqliteInstanceIndex;
import org.sealgate.vault.store.FileObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node. Everything it holds is under the configured data folder:
 *
 * <pre>
 *   vault/        encrypted instances        log/      the transparency log's tiles
 *   index.db      the index (SQLite)         anchors/  outbox and history of anchors
 *   audit.jsonl   the audit trail            keys/     made at the first start, unless configured elsewhere
 *   spool/        emptied at each start
 * </pre>
 */
public final class Node implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Node.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final NodeStatus status;
  private final DicomServer server;
  private final Optional<AdminServer> admin;

  /**
   * Starts a node.
   *
   * @throws IOException if data, keys or ports cannot be used
   * @throws ConfigurationException if the model is refused
   */
  public static Node start(NodeConfiguration configuration) throws IOException {
    return new Node(configuration, Clock.systemUTC());
  }

  private Node(NodeConfiguration configuration, Clock clock) throws IOException {
    boolean started = false;
    try {
      keep(WarmUp.start());
      Path data = configuration.data();
      Files.createDirectories(data);
      AuditLog audit = keep(AuditLog.open(data.resolve("audit.jsonl"), clock));
      FileObjectStore vault =
          keep(FileObjectStore.open(data.resolve("vault"), Keys.vaultKeys(configuration.vault())));
      FileObjectStore spool = keep(openSpool(data.resolve("spool")));
      InstanceIndex index = keep(SqliteInstanceIndex.open(data.resolve("index.db")));
      PatientHashing hashing = PatientHashing.loadOrCreate(data.resolve("keys/index.key"));
      keep(PatientBackfill.start(index, vault, hashing));
      TransparencyLog transparencyLog = keep(TransparencyLog.open(data.resolve("log")));
      Files.createDirectories(configuration.log().keyFile().toAbsolutePath().getParent());
      LogSigner signer =
          LogSigner.loadOrCreate(configuration.log().keyFile(), configuration.log().origin());
      Optional<Anchoring> anchoring = Optional.empty();
      if (configuration.anchor().isPresent()) {
        anchoring =
            Optional.of(
                keep(
                    Anchoring.start(
                        configuration.anchor().get(),
                        transparencyLog,
                        signer,
                        data.resolve("anchors"))));
      }
      Optional<Anchoring> anchors = anchoring;
      LogSequencer sequencer =
          keep(
              LogSequencer.start(
                  index, transparencyLog, signer, () -> anchors.ifPresent(Anchoring::logGrew)));
      Optional<PneumoniaClassifier> classifier = classifier(configuration.inference());
      WorkSignal radiographs = new WorkSignal();
      PacsConnector connector = new PacsConnector(configuration);
      Forwarder forwarder = new Forwarder(index, vault, connector, audit, configuration, clock);
      Sealer sealer =
          new Sealer(
              vault,
              index,
              hashing,
              configuration.pacs().aeTitle(),
              classifier.isPresent()
                  ? Candidates.of(configuration.inference().eligibility())
                  : Candidates.none(),
              added -> {
                sequencer.wake();
                if (!added.analysisKinds().isEmpty()) {
                  radiographs.raise();
                }
              });
      DiskGuard disk = new DiskGuard(vault, configuration.storage());
      StoreService store = new StoreService(sealer, forwarder, disk, audit, configuration, clock);
      OwnInstances own =
          new OwnInstances(sealer, index, disk, forwarder, configuration.aeTitle(), clock);
      ResultObjects results = new ResultObjects(own, configuration.inference(), clock);
      Optional<ClassificationQueue> classification =
          classifier.map(model ->
              new ClassificationQueue(
                  new ClassificationQueue.Parts(index, vault, model, results),
                  radiographs,
                  store.activity(),
                  configuration.inference().busyInterval(),
                  clock));
      SealedRecords records =
          new SealedRecords(transparencyLog, () -> anchors.map(Anchoring::anchoredSize).orElse(0L));
      RetrieveService retrieve =
          new RetrieveService(
              configuration, connector, index, hashing, vault, spool, records, audit);
      Optional<Roles> roles =
          configuration
              .roles()
              .contract()
              .map(contract -> keep(Roles.start(contract, configuration, audit, clock)));
      AccessControl access = roles.map(Roles::access).orElseGet(AccessControl::byConfiguration);
      AdmissionPolicy policy =
          new AdmissionPolicy(
              configuration,
              new PeerSession.Factory(
                  connector, store, retrieve, new RelayService(), access, audit),
              new PacsSession.Factory(retrieve),
              access,
              audit);
      this.status =
          new NodeStatus(
              configuration,
              index,
              transparencyLog,
              anchors,
              roles,
              classification,
              connector,
              store,
              retrieve,
              disk,
              new Receipts(index, transparencyLog, signer.identity(), anchors),
              Instant.now(clock));
      forwarder.start();
      keep(forwarder);
      if (classification.isPresent()) {
        keep(classification.get()).start();
      }
      this.server = keep(DicomServer.start(serverOptions(configuration, access), policy));
      status.listening(server);
      this.admin =
          configuration.admin().isPresent()
              ? Optional.of(keep(AdminServer.start(configuration.admin().get(), status)))
              : Optional.empty();
      audit.record(
          AuditEvent.NODE_STARTED,
          Map.of("aeTitle", configuration.aeTitle(), "port", server.port()));
      parts.push(
          () -> audit.record(AuditEvent.NODE_STOPPED, Map.of("aeTitle", configuration.aeTitle())));
      started = true;
      log.info("{} listens on port {}", configuration.aeTitle(), server.port());
    } finally {
      if (!started) {
        close();
      }
    }
  }

  private static Optional<PneumoniaClassifier> classifier(InferenceConfiguration inference) {
    if (!inference.enabled()) {
      return Optional.empty();
    }
    ModelOptions model = new ModelOptions(inference.model(), inference.modelSha256(), 1);
    try {
      return Optional.of(
          PneumoniaClassifier.load(model, inference.eligibility(), ImageLimits.DEFAULT));
    } catch (ModelRefusedException e) {
      throw new ConfigurationException("inference.model is refused: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ConfigurationException("inference.model cannot be read: " + e, e);
    }
  }

  private static FileObjectStore openSpool(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return FileObjectStore.open(folder, EphemeralKeys.create());
  }

  private static ServerOptions serverOptions(NodeConfiguration configuration, AccessControl access)
      throws IOException {
    ServerOptions plain =
        ServerOptions.at(new InetSocketAddress(configuration.bindAddress(), configuration.port()));
    ServerOptions options =
        configuration.tls().isPresent()
            ? plain.withTls(Keys.tls(configuration.tls().get()))
            : plain;
    NodeConfiguration.Limits limits = configuration.limits();
    return options
        .withUserIdentities(access.userIdentities())
        .withLimits(
            AssociationLimits.DEFAULT
                .withPduLengths(limits.pduLength(), limits.pduLength())
                .withAssociations(limits.associations(), limits.associationsPerPeer()))
        .withTimeouts(
            AssociationTimeouts.DEFAULT
                .withArtim(limits.requestTimeout())
                .withIdle(limits.idleTimeout())
                .withDimse(limits.dimseTimeout()));
  }

  /** The DICOM port that is listened on. */
  public int port() {
    return server.port();
  }

  /** The admin port that is listened on, if the endpoint is on. */
  public Optional<Integer> adminPort() {
    return admin.map(AdminServer::port);
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** Ends requests in work, stops every part in the reverse order of its start. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.error("stopping {} failed", part.getClass().getSimpleName(), e);
      }
    }
  }
}
