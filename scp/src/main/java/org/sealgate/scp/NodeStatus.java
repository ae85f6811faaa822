package org.sealgate.scp;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.LimitKind;
import org.sealgate.dimse.association.ServerStatistics;
import org.sealgate.scp.admin.AdminServer.NodeView;
import org.sealgate.scp.analysis.ClassificationQueue;
import org.sealgate.scp.authorization.Roles;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.retrieve.RetrieveService;
import org.sealgate.scp.store.DiskGuard;
import org.sealgate.scp.store.StoreService;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.vault.index.Delivery;
import org.sealgate.vault.index.IndexCounters;
import org.sealgate.vault.index.InstanceIndex;

/** What the admin endpoint shows of a node. */
final class NodeStatus implements NodeView {
  private static final int DEAD_LETTERS_SHOWN = 20;

  private final NodeConfiguration configuration;
  private final InstanceIndex index;
  private final TransparencyLog transparencyLog;
  private final Optional<Anchoring> anchoring;
  private final Optional<Roles> roles;
  private final Optional<ClassificationQueue> classification;
  private final PacsConnector connector;
  private final StoreService store;
  private final RetrieveService retrieve;
  private final DiskGuard disk;
  private final Receipts receipts;
  private final Instant startedAt;
  private volatile @Nullable DicomServer server;

  NodeStatus(
      NodeConfiguration configuration,
      InstanceIndex index,
      TransparencyLog transparencyLog,
      Optional<Anchoring> anchoring,
      Optional<Roles> roles,
      Optional<ClassificationQueue> classification,
      PacsConnector connector,
      StoreService store,
      RetrieveService retrieve,
      DiskGuard disk,
      Receipts receipts,
      Instant startedAt) {
    this.configuration = configuration;
    this.index = index;
    this.transparencyLog = transparencyLog;
    this.anchoring = anchoring;
    this.roles = roles;
    this.classification = classification;
    this.connector = connector;
    this.store = store;
    this.retrieve = retrieve;
    this.disk = disk;
    this.receipts = receipts;
    this.startedAt = startedAt;
  }

  void listening(DicomServer dicomServer) {
    server = dicomServer;
  }

  private int port() {
    DicomServer listening = server;
    return listening == null ? 0 : listening.port();
  }

  @Override
  public Map<String, Object> status() {
    IndexCounters counters = index.counters();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("aeTitle", configuration.aeTitle());
    status.put("port", port());
    status.put("startedAt", startedAt.toString());
    status.put("heapMb", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    status.put("vault", vault(counters));
    status.put("pacs", pacs(counters));
    status.put("log", log(counters));
    status.put("anchor", anchoring.map(Anchoring::status).orElseGet(Anchoring::none));
    status.put("roles", roles.map(Roles::status).orElseGet(Roles::none));
    status.put("verdicts", retrieve.verdicts());
    status.put("associations", associations());
    status.put(
        "classification",
        classification.map(ClassificationQueue::status).orElseGet(() -> Map.of("classified", 0L)));
    return status;
  }

  private Map<String, Object> associations() {
    DicomServer listening = server;
    if (listening == null) {
      return Map.of();
    }
    ServerStatistics counted = listening.statistics();
    Map<String, Object> exceeded = new TreeMap<>();
    for (LimitKind kind : LimitKind.values()) {
      exceeded.put(kind.name().toLowerCase(Locale.ROOT), counted.exceeded(kind));
    }
    Map<String, Object> associations = new LinkedHashMap<>();
    associations.put("open", counted.associationsOpen());
    associations.put("accepted", counted.associationsAccepted());
    associations.put("rejected", counted.associationsRejected());
    associations.put("broken", counted.brokenHandshakes());
    associations.put("limitExceeded", exceeded);
    return associations;
  }

  private Map<String, Object> vault(IndexCounters counters) {
    Map<String, Object> vault = new LinkedHashMap<>();
    vault.put("instances", counters.instances());
    vault.put("bytes", counters.bytes());
    vault.put("acknowledged", store.stored());
    vault.put("refused", store.refused());
    return vault;
  }

  private Map<String, Object> pacs(IndexCounters counters) {
    Map<String, Object> pacs = new LinkedHashMap<>();
    pacs.put("aeTitle", configuration.pacs().aeTitle());
    pacs.put("reachable", connector.isReachable());
    pacs.put("forwarded", counters.delivered());
    pacs.put("pending", counters.pending());
    pacs.put("deadLetters", counters.dead());
    pacs.put("deadLetterList", counters.dead() == 0 ? List.of() : deadLetters());
    return pacs;
  }

  private List<String> deadLetters() {
    return index.deadLetters(DEAD_LETTERS_SHOWN).stream().map(NodeStatus::describe).toList();
  }

  private static String describe(Delivery delivery) {
    return delivery.instance().instanceUid()
        + ": "
        + delivery.lastError()
        + " ("
        + delivery.attempts()
        + " attempts)";
  }

  private Map<String, Object> log(IndexCounters counters) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("origin", configuration.log().origin());
    view.put("size", transparencyLog.size());
    view.put("waiting", counters.unlogged());
    return view;
  }

  @Override
  public Optional<String> notReadyReason() {
    return server == null ? Optional.of("not listening yet") : disk.fullReason();
  }

  @Override
  public ReceiptAnswer receipt(String sopInstanceUid) throws IOException {
    return receipts.of(sopInstanceUid);
  }

  @Override
  public ReceiptAnswer consistency(long oldSize, long newSize) throws IOException {
    return receipts.consistency(oldSize, newSize);
  }

  @Override
  public Optional<Map<String, Object>> instance(String sopInstanceUid) throws IOException {
    return receipts.stateOf(sopInstanceUid);
  }
}
