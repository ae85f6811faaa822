package org.sealgate.testdicom.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationEnd;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.association.UserIdentity;
import org.sealgate.dimse.association.UserIdentityDecision;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.pacs.FirstSyntaxPolicy;
import org.sealgate.testdicom.process.Peer;

/**
 * An SCP of every SOP class that notes all it is asked. It takes each context in the transfer
 * syntax that was offered first, agrees to roles and operations windows, and finds every user
 * identity to be true but for one passcode.
 */
final class RecordingScp implements AutoCloseable {
  /** What this SCP says to a ticket, an assertion or a token. */
  static final OctetString SERVER_RESPONSE = OctetString.ofUtf8("welcome");

  /** The passcode that this SCP refuses. */
  static final OctetString WRONG_PASSCODE = OctetString.ofUtf8("wrong");

  private static final Duration ENDING = Duration.ofSeconds(60);

  private final String aeTitle;
  private final Handler handler;
  private final List<AssociateRequest> associations = new CopyOnWriteArrayList<>();
  private final List<AssociationEnd> ends = new CopyOnWriteArrayList<>();
  private final List<Noted> requests = new CopyOnWriteArrayList<>();
  private final DicomServer server;

  private RecordingScp(String aeTitle, ServerOptions options, Handler handler) throws IOException {
    this.aeTitle = aeTitle;
    this.handler = handler;
    this.server =
        DicomServer.start(
            options.withUserIdentities((claim, _, _) -> verify(claim)),
            (request, _) -> decide(request));
  }

  /**
   * A request that came.
   *
   * @param command its command set
   * @param transferSyntaxUid of its presentation context
   * @param dataSet its data set's bytes, none if it has no data set
   */
  record Noted(CommandSet command, String transferSyntaxUid, OctetString dataSet) {
    /** The data set as a tree. */
    DataSet attributes() throws IOException {
      return Exchange.attributes(dataSet.toByteArray(), transferSyntaxUid);
    }
  }

  /** Answers requests. */
  @FunctionalInterface
  interface Handler {
    /** Says Success to everything. */
    Handler SUCCESS = (_, request, _) -> request.respond(Status.SUCCESS);

    /** Answers a request whose data set, if it has one, was read already. */
    void answer(Association association, DimseRequest request, Noted noted) throws IOException;
  }

  /** Starts an SCP on a free port of the loopback interface. */
  static RecordingScp start(String aeTitle, Handler handler) throws IOException {
    return start(aeTitle, ServerOptions.onLoopback(0), handler);
  }

  /** Starts an SCP with options of its own, such as TLS. */
  static RecordingScp start(String aeTitle, ServerOptions options, Handler handler)
      throws IOException {
    return new RecordingScp(aeTitle, options, handler);
  }

  /** Whom to call. */
  Peer peer() {
    return Peer.local(aeTitle, server.port());
  }

  /** The A-ASSOCIATE-RQs so far. */
  List<AssociateRequest> associations() {
    return List.copyOf(associations);
  }

  /**
   * How associations ended; waits until none is open, because a peer may be gone before this side
   * has seen it go.
   */
  List<AssociationEnd> ends() {
    await().atMost(ENDING).until(() -> server.associations().isEmpty());
    return List.copyOf(ends);
  }

  /** The requests so far. */
  List<Noted> requests() {
    return List.copyOf(requests);
  }

  /** The requests of a kind so far. */
  List<Noted> requests(CommandField field) {
    return requests.stream()
        .filter(noted -> noted.command().commandFieldCode() == field.code())
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private AssociationDecision decide(AssociateRequest request) {
    associations.add(request);
    return new AssociationDecision.Accept(
        FirstSyntaxPolicy.results(request), answers(request), new Session());
  }

  private static List<UserInformationItem> answers(AssociateRequest request) {
    List<UserInformationItem> answers = new ArrayList<>();
    answers.addAll(request.userInformation().all(RoleSelection.class));
    answers.addAll(request.userInformation().all(AsynchronousOperationsWindow.class));
    return answers;
  }

  /** Everyone is welcome but for one passcode; user names have an empty response. */
  private static UserIdentityDecision verify(UserIdentityRequest claim) {
    if (claim.secondaryField().equals(WRONG_PASSCODE)) {
      return new UserIdentityDecision.Refused("wrong passcode");
    }
    UserIdentity user = new UserIdentity(claim.type(), claim.primaryField().toUtf8());
    return new UserIdentityDecision.Verified(
        user,
        switch (claim.type()) {
          case USERNAME, USERNAME_AND_PASSCODE -> OctetString.EMPTY;
          case KERBEROS_SERVICE_TICKET, SAML_ASSERTION, JSON_WEB_TOKEN -> SERVER_RESPONSE;
        });
  }

  private final class Session implements AssociationSession {
    @Override
    public void onRequest(Association association, DimseRequest request) throws Exception {
      Noted noted =
          new Noted(
              request.command(),
              request.presentationContext().transferSyntax(),
              read(request.dataSet()));
      requests.add(noted);
      handler.answer(association, request, noted);
    }

    @Override
    public void onEnd(Association association, AssociationEnd end) {
      ends.add(end);
    }

    private OctetString read(@Nullable IncomingDataSet dataSet) throws IOException {
      return dataSet == null
          ? OctetString.EMPTY
          : OctetString.of(dataSet.readAll(Exchange.MAXIMUM_LENGTH));
    }
  }
}
