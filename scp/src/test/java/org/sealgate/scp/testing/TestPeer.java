package org.sealgate.scp.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationPolicy;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StatusClass;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.dimse.service.SubOperations;

/**
 * A PACS or viewer in this process: takes every instance in every transfer syntax and hands all of
 * them out by C-MOVE and C-GET, altered if a test says so.
 */
public final class TestPeer implements AutoCloseable, AssociationSession {
  private final String aeTitle;
  private final int port;
  private final Map<String, TestInstance> instances = new LinkedHashMap<>();
  private final List<String> attempts = new ArrayList<>();
  private DicomServer server;

  /** Holds the port while nothing listens on it. */
  private @Nullable Socket placeholder;

  private volatile Function<String, @Nullable Status> answers = uid -> Status.SUCCESS;
  private volatile UnaryOperator<TestInstance> handedOut = UnaryOperator.identity();
  private volatile List<String> transferSyntaxes = List.of();
  private volatile int moveDestinationPort;
  private volatile Runnable beforeEach = () -> {};

  /** Starts on a free port. */
  public TestPeer(String aeTitle) throws IOException {
    this.aeTitle = aeTitle;
    this.server = DicomServer.start(ServerOptions.onLoopback(0), policy());
    this.port = server.port();
  }

  /**
   * Takes a port on which nothing then listens: nobody else gets it until the socket is closed.
   *
   * @param port of loopback, 0 for any that is free
   */
  public static Socket closedPort(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true); // connections that have just ended linger on the port
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  public int port() {
    return port;
  }

  public String aeTitle() {
    return aeTitle;
  }

  /** Stops listening, but keeps its port; {@link #comeUp} undoes it. */
  public void goDown() throws IOException {
    server.close();
    placeholder = closedPort(port);
  }

  public void comeUp() throws IOException {
    Objects.requireNonNull(placeholder, "the peer is up").close();
    placeholder = null;
    server = DicomServer.start(ServerOptions.onLoopback(port), policy());
  }

  /** The status for each C-STORE, by SOP Instance UID; null drops the association. */
  public void answer(Function<String, @Nullable Status> statuses) {
    answers = statuses;
  }

  /** What each instance becomes on its way out. */
  public void handOut(UnaryOperator<TestInstance> change) {
    handedOut = change;
  }

  /** Runs before each sub-operation of a C-MOVE or C-GET. */
  public void beforeEach(Runnable action) {
    beforeEach = action;
  }

  /** Accept these transfer syntaxes only. */
  public void accept(TransferSyntax... only) {
    transferSyntaxes = List.of(only).stream().map(TransferSyntax::uid).toList();
  }

  /** Where every C-MOVE goes. */
  public void moveTo(int destinationPort) {
    moveDestinationPort = destinationPort;
  }

  public synchronized void put(TestInstance... all) {
    for (TestInstance instance : all) {
      instances.put(instance.sopInstanceUid(), instance);
    }
  }

  public synchronized List<TestInstance> instances() {
    return List.copyOf(instances.values());
  }

  /** SOP Instance UIDs in the order in which they came, answered with Success or not. */
  public synchronized List<String> attempts() {
    return List.copyOf(attempts);
  }

  private AssociationPolicy policy() {
    return (request, peer) ->
        new AssociationDecision.Accept(
            request.presentationContexts().stream()
                .map(proposal ->
                    proposal.transferSyntaxes().stream()
                        .filter(syntax ->
                            transferSyntaxes.isEmpty()
                                || transferSyntaxes.contains(syntax)
                                || proposal.abstractSyntax().contains(".5.1.4.1.2."))
                        .findFirst()
                        .map(syntax -> PresentationContextResult.accepted(proposal.id(), syntax))
                        .orElseGet(() -> refused(proposal.id())))
                .toList(),
            roles(request),
            this);
  }

  private static PresentationContextResult refused(int id) {
    return PresentationContextResult.refused(
        id, org.sealgate.dimse.pdu.ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED);
  }

  private static List<org.sealgate.dimse.pdu.UserInformationItem> roles(AssociateRequest request) {
    return List.copyOf(request.userInformation().all(RoleSelection.class));
  }

  @Override
  public void onRequest(Association association, DimseRequest request)
      throws IOException, DimseStatusException {
    CommandField field = request.command().commandField().orElseThrow();
    switch (field) {
      case C_ECHO_RQ -> request.respond(Status.SUCCESS);
      case C_STORE_RQ -> store(association, request);
      case C_MOVE_RQ -> move(association, request);
      case C_GET_RQ -> handOut(association, request, null);
      case C_FIND_RQ -> find(request);
      default -> request.respond(Status.UNRECOGNIZED_OPERATION);
    }
  }

  private static void find(DimseRequest request) throws IOException, DimseStatusException {
    byte[] identifier = request.requireDataSet().readAll(1 << 20);
    request.respond(
        Commands.response(request.command(), Status.PENDING), ByteBuffer.wrap(identifier));
    request.respond(Status.SUCCESS);
  }

  private void store(Association association, DimseRequest request)
      throws IOException, DimseStatusException {
    String uid = request.command().sopInstanceUid().orElseThrow();
    Status status = answers.apply(uid);
    if (status == null) {
      noteAttempt(uid);
      association.abort();
      return;
    }
    byte[] dataSet = request.requireDataSet().readAll(1 << 28);
    noteAttempt(uid);
    if (status.isSuccessOrWarning()) {
      TransferSyntax syntax = TransferSyntax.of(request.presentationContext().transferSyntax());
      put(TestInstance.of(uid, syntax, dataSet));
    }
    request.respond(status);
  }

  private synchronized void noteAttempt(String uid) {
    attempts.add(uid);
  }

  private void move(Association asking, DimseRequest request) throws IOException {
    AeTitle destination =
        new AeTitle(request.command().text(CommandElement.MOVE_DESTINATION).orElseThrow());
    ConnectOptions options =
        ConnectOptions.to("127.0.0.1", moveDestinationPort, destination, new AeTitle(aeTitle));
    Collection<TransferSyntax> syntaxes =
        instances().stream().map(handedOut).map(TestInstance::transferSyntax).distinct().toList();
    for (TransferSyntax syntax : syntaxes) {
      options = options.propose(TestInstance.CT, syntax.uid());
    }
    MoveOriginator originator =
        new MoveOriginator(asking.callingAeTitle(), request.command().messageId());
    try (Association association = AssociationConnector.connect(options)) {
      handOut(association, request, originator);
    }
  }

  private void handOut(
      Association association, DimseRequest request, @Nullable MoveOriginator originator)
      throws IOException {
    List<TestInstance> all = instances();
    int completed = 0;
    int failed = 0;
    for (TestInstance instance : all) {
      beforeEach.run();
      if (request.isCancelled()) {
        request.respond(
            Status.CANCEL,
            new SubOperations(all.size() - completed - failed, completed, failed, 0));
        return;
      }
      Status status = send(association, handedOut.apply(instance), originator);
      boolean good = status.statusClass() != StatusClass.FAILURE;
      completed += good ? 1 : 0;
      failed += good ? 0 : 1;
      request.respond(
          Status.PENDING, new SubOperations(all.size() - completed - failed, completed, failed, 0));
    }
    request.respond(
        failed == 0 ? Status.SUCCESS : Status.SUBOPERATIONS_WITH_FAILURES,
        new SubOperations(0, completed, failed, 0));
  }

  private static Status send(
      Association association, TestInstance instance, @Nullable MoveOriginator originator)
      throws IOException {
    var context =
        association
            .acceptedContext(TestInstance.CT, instance.transferSyntax().uid())
            .orElseThrow(() -> new IOException("no context for " + instance.transferSyntax()));
    StoreRequest request =
        new StoreRequest(TestInstance.CT, instance.sopInstanceUid(), Priority.MEDIUM, originator);
    try (OutgoingStore store = association.beginStore(context, request)) {
      store.write(ByteBuffer.wrap(instance.dataSet()));
      return store.finish().status();
    }
  }

  /** Stores instances over one association, as a modality does; returns the statuses. */
  public static List<Status> store(int port, String caller, String called, TestInstance... all) {
    ConnectOptions options =
        ConnectOptions.to("127.0.0.1", port, new AeTitle(called), new AeTitle(caller));
    for (TransferSyntax syntax :
        List.of(all).stream().map(TestInstance::transferSyntax).distinct().toList()) {
      options = options.propose(TestInstance.CT, syntax.uid());
    }
    List<Status> statuses = new ArrayList<>();
    try (Association association = AssociationConnector.connect(options)) {
      for (TestInstance instance : all) {
        statuses.add(send(association, instance, null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return statuses;
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (placeholder != null) {
      placeholder.close();
    }
  }
}
