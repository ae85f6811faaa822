package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.process.Peer;

/**
 * A modality or a viewer for tests: every call opens an association of its own and releases it.
 * Data sets are streamed in both directions.
 *
 * @param callingAeTitle our AE title
 * @param peer whom to call
 * @param tls with what TLS is spoken, if at all
 */
public record ScuClient(String callingAeTitle, Peer peer, Optional<TlsSettings> tls) {
  private static final List<String> UNCOMPRESSED =
      List.of(
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());

  /** One that speaks in clear. */
  public ScuClient(String callingAeTitle, Peer peer) {
    this(callingAeTitle, peer, Optional.empty());
  }

  /** The same through TLS. */
  public ScuClient through(TlsSettings settings) {
    return new ScuClient(callingAeTitle, peer, Optional.of(settings));
  }

  /** C-ECHO. */
  public Status echo() throws IOException {
    try (Association association = open(options().propose(SopClasses.VERIFICATION, UNCOMPRESSED))) {
      return association.echo();
    }
  }

  /** C-STORE of one instance. */
  public Status store(DataSetSource source) throws IOException {
    return store(List.of(source)).getFirst();
  }

  /**
   * C-STORE of several instances, one after the other, each in a context of exactly its transfer
   * syntax.
   *
   * @return the peer's status for each; 0122 where it did not accept the context
   * @throws IOException when the association is rejected or ends early
   */
  public List<Status> store(List<DataSetSource> sources) throws IOException {
    List<Status> statuses = new ArrayList<>();
    store(sources, (source, status) -> statuses.add(status));
    return statuses;
  }

  /**
   * C-STORE of several instances, one after the other, as far as the peer lets us.
   *
   * @param onAnswer told the peer's status for each as soon as it has come
   * @throws IOException when the association is rejected or ends early
   */
  public void store(List<DataSetSource> sources, BiConsumer<DataSetSource, Status> onAnswer)
      throws IOException {
    ConnectOptions options = options();
    for (Context context : contexts(sources)) {
      options = options.propose(context.sopClassUid(), context.transferSyntaxUid());
    }
    try (Association association = open(options)) {
      for (DataSetSource source : sources) {
        onAnswer.accept(source, store(association, source));
      }
    }
  }

  /** C-FIND; the identifiers of all pending responses. */
  public List<DataSet> find(QueryModel model, DataSet identifier) throws IOException {
    try (Association association = open(options().propose(model.find(), UNCOMPRESSED))) {
      PresentationContext context = require(association, model.find());
      List<DataSet> found = new ArrayList<>();
      try (PendingOperation operation =
          association.find(context, Priority.MEDIUM, Identifiers.bytes(identifier, context))) {
        for (DimseResponse r = operation.next(); r != null; r = operation.next()) {
          addIdentifier(r, context, found);
          requireSuccess(r.status());
        }
      }
      return found;
    }
  }

  /** C-MOVE to a destination that the peer knows. */
  public RetrieveResult move(QueryModel model, DataSet identifier, String destination)
      throws IOException {
    try (Association association = open(options().propose(model.move(), UNCOMPRESSED))) {
      PresentationContext context = require(association, model.move());
      AeTitle to = new AeTitle(destination);
      try (PendingOperation operation =
          association.move(context, Priority.MEDIUM, to, Identifiers.bytes(identifier, context))) {
        return await(operation, context);
      }
    }
  }

  /**
   * C-GET.
   *
   * @param storage what is expected: SOP classes with their transfer syntaxes, in one context each
   * @param folder where what comes is kept
   */
  public GetResult get(
      QueryModel model, DataSet identifier, List<DataSetSource> storage, Path folder)
      throws IOException {
    GetSession session = new GetSession(new StoreReceiver(folder, false));
    ConnectOptions options = options().withSession(session).propose(model.get(), UNCOMPRESSED);
    Set<String> classes = new TreeSet<>();
    for (Context context : contexts(storage)) {
      options = options.propose(context.sopClassUid(), context.transferSyntaxUid());
      if (classes.add(context.sopClassUid())) {
        options = options.withInformation(new RoleSelection(context.sopClassUid(), false, true));
      }
    }
    try (Association association = open(options)) {
      PresentationContext context = require(association, model.get());
      try (PendingOperation operation =
          association.get(context, Priority.MEDIUM, Identifiers.bytes(identifier, context))) {
        return new GetResult(await(operation, context), session.received());
      }
    }
  }

  /** Identifier of all instances of a study, for {@link #move} and {@link #get}. */
  public static DataSet study(String studyInstanceUid) {
    return new DataSet()
        .putString(Tag.QUERY_RETRIEVE_LEVEL, QueryLevel.STUDY.name())
        .putString(Tag.STUDY_INSTANCE_UID, studyInstanceUid);
  }

  /**
   * C-STORE on an association that is open already.
   *
   * @return the peer's status; 0122 where it did not accept the context
   */
  public static Status store(Association association, DataSetSource source) throws IOException {
    PresentationContext context =
        association
            .acceptedContext(source.sopClassUid(), source.transferSyntax().uid())
            .orElse(null);
    if (context == null) {
      return Status.REFUSED_SOP_CLASS_NOT_SUPPORTED;
    }
    StoreRequest request = StoreRequest.of(source.sopClassUid(), source.sopInstanceUid());
    try (OutgoingStore store = association.beginStore(context, request)) {
      StoreStream stream = new StoreStream(store);
      source.content().writeTo(stream);
      stream.flush();
      return store.finish().status();
    }
  }

  private static RetrieveResult await(PendingOperation operation, PresentationContext context)
      throws IOException {
    int pending = 0;
    for (DimseResponse r = operation.next(); r != null; r = operation.next()) {
      if (r.status().isPending()) {
        pending++;
      } else {
        List<String> failed = failedInstances(r.dataSet(), context);
        return new RetrieveResult(r.status(), r.command().subOperations(), failed, pending);
      }
    }
    throw new IOException("the operation ended without a final response");
  }

  private static List<String> failedInstances(
      @Nullable IncomingDataSet identifier, PresentationContext context) throws IOException {
    return identifier == null
        ? List.of()
        : Identifiers.read(identifier, context).getStrings(Tag.FAILED_SOP_INSTANCE_UID_LIST);
  }

  private static void addIdentifier(
      DimseResponse response, PresentationContext context, List<DataSet> found) throws IOException {
    IncomingDataSet identifier = response.dataSet();
    if (identifier != null) {
      found.add(Identifiers.read(identifier, context));
    }
  }

  private static void requireSuccess(Status status) throws IOException {
    if (!status.isPending() && !status.isSuccess()) {
      throw new IOException("C-FIND answered " + status);
    }
  }

  private static PresentationContext require(Association association, String sopClassUid)
      throws IOException {
    return association
        .acceptedContext(sopClassUid)
        .orElseThrow(() -> new IOException("the peer did not accept " + sopClassUid));
  }

  private record Context(String sopClassUid, String transferSyntaxUid) {}

  private static List<Context> contexts(List<DataSetSource> sources) {
    return sources.stream()
        .map(source -> new Context(source.sopClassUid(), source.transferSyntax().uid()))
        .distinct()
        .toList();
  }

  private ConnectOptions options() {
    ConnectOptions plain =
        ConnectOptions.to(
            peer.host(), peer.port(), new AeTitle(peer.aeTitle()), new AeTitle(callingAeTitle));
    return tls.map(plain::withTls).orElse(plain);
  }

  private static Association open(ConnectOptions options) throws IOException {
    return AssociationConnector.connect(options);
  }
}
