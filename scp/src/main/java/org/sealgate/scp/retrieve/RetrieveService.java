package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.ValueRepresentation;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.PeerConfiguration;
import org.sealgate.scp.config.PeerConfiguration.Endpoint;
import org.sealgate.scp.seal.PatientHashing;
import org.sealgate.scp.seal.PatientIdentity;
import org.sealgate.scp.seal.SealedRecords;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves C-MOVE and C-GET (PS3.4 C.4.2, C.4.3). Safe for use by many associations. */
public final class RetrieveService {
  private static final Logger log = LoggerFactory.getLogger(RetrieveService.class);
  private static final int LONGEST_IDENTIFIER = 1 << 20;

  /** PS3.4 table C.4-2. */
  private static final Status IDENTIFIER_DOES_NOT_MATCH = Status.of(0xA900);

  private final NodeConfiguration configuration;
  private final InstanceIndex index;
  private final PatientHashing hashing;
  private final RetrieveResources resources;
  private final RetrievalRegistry registry = new RetrievalRegistry();
  private final SourceSelector sources;

  /**
   * @param spool an encrypted store for what does not fit in memory; emptied at each start
   */
  public RetrieveService(
      NodeConfiguration configuration,
      PacsConnector connector,
      InstanceIndex index,
      PatientHashing hashing,
      ObjectStore vault,
      ObjectStore spool,
      SealedRecords records,
      AuditLog audit) {
    this.configuration = configuration;
    this.index = index;
    this.hashing = hashing;
    this.resources =
        new RetrieveResources(
            records,
            vault,
            spool,
            new BlockPool(configuration.retrieve().holdTotalBytes()),
            configuration.retrieve(),
            audit,
            new VerdictCounters());
    this.sources = new SourceSelector(configuration, connector, vault, registry);
  }

  /** How often each verdict was given since the start. */
  public Map<String, Long> verdicts() {
    return resources.verdicts().snapshot();
  }

  /** Handles the associations over which the PACS sends what the node asked for. */
  public SubOperationSession subOperations() {
    return SubOperationSession.byOriginator(registry);
  }

  /**
   * Serves a C-MOVE-RQ and answers it.
   *
   * @param only the patient whose instances may be retrieved; empty for anyone's
   */
  public void move(DimseRequest request, PeerConfiguration peer, Optional<PatientIdentity> only)
      throws IOException {
    String title = request.command().text(CommandElement.MOVE_DESTINATION).orElse("").strip();
    Optional<Endpoint> endpoint =
        configuration
            .peers()
            .filter(candidate -> candidate.aeTitle().equals(title))
            .findFirst()
            .flatMap(PeerConfiguration::endpoint);
    if (endpoint.isEmpty()) {
      request.respond(Status.MOVE_DESTINATION_UNKNOWN.withComment("no destination " + title));
      return;
    }
    MoveOriginator originator =
        new MoveOriginator(new AeTitle(peer.aeTitle()), request.command().messageId());
    ConnectOptions options =
        ConnectOptions.to(
                endpoint.get().host(),
                endpoint.get().port(),
                new AeTitle(title),
                new AeTitle(configuration.aeTitle()))
            .withLimits(limits())
            .withTimeouts(timeouts());
    serve(request, peer, only, sealed -> new MoveDestination(options, originator, sealed.needs()));
  }

  private AssociationLimits limits() {
    int pduLength = configuration.limits().pduLength();
    return AssociationLimits.DEFAULT.withPduLengths(pduLength, pduLength);
  }

  private AssociationTimeouts timeouts() {
    return AssociationTimeouts.DEFAULT
        .withDimse(configuration.limits().dimseTimeout())
        .withIdle(configuration.limits().idleTimeout());
  }

  /**
   * Serves a C-GET-RQ and answers it.
   *
   * @param only the patient whose instances may be retrieved; empty for anyone's
   */
  public void get(
      Association association,
      DimseRequest request,
      PeerConfiguration peer,
      Optional<PatientIdentity> only)
      throws IOException {
    serve(request, peer, only, sealed -> new GetDestination(association));
  }

  private void serve(
      DimseRequest request,
      PeerConfiguration peer,
      Optional<PatientIdentity> only,
      DestinationFactory destinations)
      throws IOException {
    DataSet identifier;
    RetrieveIdentifier wanted;
    try {
      identifier = identifier(request);
      wanted = RetrieveIdentifier.of(identifier);
    } catch (IOException | IllegalArgumentException e) {
      request.respond(IDENTIFIER_DOES_NOT_MATCH.withComment(String.valueOf(e.getMessage())));
      return;
    }
    SealedSet sealed =
        only.map(patient -> SealedSet.loadOf(patient, index, hashing, wanted))
            .orElseGet(() -> SealedSet.load(index, hashing, wanted));
    if (only.isPresent() && sealed.isEmpty()) {
      refuseOthersRecord(request, peer);
      return;
    }
    String abstractSyntax = request.presentationContext().abstractSyntax();
    try (Retrieval retrieval =
        new Retrieval(resources, request, sealed, destinations.open(sealed))) {
      Status ended;
      try (InstanceSource source =
          only.isPresent()
              ? sources.openVault()
              : sources.open(peer.aeTitle(), abstractSyntax, identifier, sealed)) {
        ended = source.feed(retrieval);
      } catch (IOException e) {
        log.warn("a retrieval for {} broke off: {}", peer.aeTitle(), e.toString());
        ended =
            Status.OUT_OF_RESOURCES_SUBOPERATIONS.withComment(
                "the PACS broke off or cannot be reached");
      }
      retrieval.drain();
      respond(request, retrieval, ended);
    }
  }

  /** The same answer whether there are such instances or not, so that it tells nothing of them. */
  private void refuseOthersRecord(DimseRequest request, PeerConfiguration peer) throws IOException {
    resources
        .audit()
        .record(
            AuditEvent.SERVICE_REFUSED,
            Map.of(
                "peer", peer.aeTitle(),
                "service", "retrieve",
                "reason", "nothing of this is in the patient's own record"));
    request.respond(Status.REFUSED_NOT_AUTHORIZED.withComment("not in the record of this patient"));
  }

  private static DataSet identifier(DimseRequest request) throws IOException {
    IncomingDataSet dataSet = request.dataSet();
    if (dataSet == null) {
      throw new IllegalArgumentException("the request has no identifier");
    }
    return DataSetReader.read(
        ByteBuffer.wrap(dataSet.readAll(LONGEST_IDENTIFIER)),
        TransferSyntax.of(request.presentationContext().transferSyntax()));
  }

  private static void respond(DimseRequest request, Retrieval retrieval, Status ended)
      throws IOException {
    Progress progress = retrieval.progress();
    Status status = finalStatus(request, progress, ended);
    List<String> failed = progress.failedUids();
    var response =
        Commands.response(request.command(), status, progress.counts(!request.isCancelled()));
    if (failed.isEmpty()) {
      request.respond(response);
    } else {
      request.respond(response, failedList(request, failed));
    }
  }

  /**
   * PS3.4 C.4.2.3.1: a failure, if possible the PACS's own, where nothing came of it, a warning
   * where something failed.
   */
  private static Status finalStatus(DimseRequest request, Progress progress, Status ended) {
    if (request.isCancelled()) {
      return Status.CANCEL;
    }
    if (!ended.isSuccessOrWarning() && progress.delivered() == 0) {
      return ended;
    }
    if (progress.hasTrouble() && progress.delivered() == 0) {
      return Status.OUT_OF_RESOURCES_SUBOPERATIONS;
    }
    return progress.hasTrouble() || !ended.isSuccessOrWarning()
        ? Status.SUBOPERATIONS_WITH_FAILURES
        : Status.SUCCESS;
  }

  private static ByteBuffer failedList(DimseRequest request, List<String> failed) {
    DataSet identifier =
        new DataSet()
            .put(
                Tag.FAILED_SOP_INSTANCE_UID_LIST,
                ValueRepresentation.UI,
                failed.toArray(String[]::new));
    return ByteBuffer.wrap(
        DataSetWriter.toBytes(
            identifier, TransferSyntax.of(request.presentationContext().transferSyntax())));
  }

  /** Opens the way to where instances go. */
  @FunctionalInterface
  private interface DestinationFactory {
    Destination open(SealedSet sealed);
  }
}
