package org.sealgate.dimse.association;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandFormatException;
import org.sealgate.dimse.service.CommandSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reader thread of an association: reads messages and passes each to whom it concerns. */
final class AssociationReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(AssociationReader.class);

  private final Association association;
  private final AssociationSession session;
  private final UpperLayer upperLayer;
  private final PdvReader values;
  private final ReceiveBuffer in;
  private final AssociationLimits limits;
  private final PerformedOperations performed;
  private final RequestRunner requests;
  private final GrowingBytes commandBytes = new GrowingBytes();

  AssociationReader(
      Association association,
      AssociationSession session,
      UpperLayer upperLayer,
      PduReader pdus,
      AssociationLimits limits) {
    this.association = association;
    this.session = session;
    this.upperLayer = upperLayer;
    this.values = new PdvReader(pdus, upperLayer);
    this.in = pdus.buffer();
    this.limits = limits;
    this.performed =
        new PerformedOperations(association, upperLayer.watch(), association.operationsPerformed());
    this.requests = new RequestRunner(association, session, upperLayer, limits, performed);
    upperLayer.watch().busyWhile(() -> !association.operations().isEmpty() || performed.isBusy());
  }

  /** Reads until the association has ended, then reports how. */
  @Override
  public void run() {
    association.readBy(Thread.currentThread());
    try {
      session.onStart(association);
      while (true) {
        readMessage();
      }
    } catch (PduFormatException invalid) {
      upperLayer.invalid(invalid);
    } catch (CommandFormatException | AssociationTimeoutException broken) {
      upperLayer.abort(Abort.byServiceProvider(AbortReason.REASON_NOT_SPECIFIED), broken);
    } catch (DataSetTooLongException tooLong) {
      // Of a response: there is no answer to it that would say so.
      upperLayer.exceeded(LimitKind.IDENTIFIER_LENGTH);
      upperLayer.abort(Abort.byServiceUser(), tooLong);
    } catch (AssociationException over) {
      upperLayer.endsBecause(over);
    } catch (IOException closed) {
      upperLayer.transportClosed(closed);
    } catch (RuntimeException | Error defect) {
      LOG.error("{}: the reader failed", association, defect);
      upperLayer.abort(
          Abort.byServiceProvider(AbortReason.REASON_NOT_SPECIFIED),
          new IOException("The reader failed: " + defect, defect));
    }
    finish();
  }

  /** Waits until no request of the peer is in work, no longer than the grace time. */
  void awaitIdle(Duration grace) {
    performed.awaitIdle(grace);
  }

  private void finish() {
    IOException cause = upperLayer.cause();
    AssociationEnd end =
        AssociationEnd.of(cause == null ? new AssociationReleasedException() : cause);
    log(end);
    performed.cancelAll();
    association.operations().failAll(end.toException());
    upperLayer.awaitClose(in);
    association.ended(end);
    try {
      session.onEnd(association, end);
    } catch (RuntimeException defect) {
      LOG.error("{}: onEnd failed", association, defect);
    }
  }

  private void log(AssociationEnd end) {
    switch (end) {
      case AssociationEnd.Released _ -> LOG.debug("{}: released", association);
      case AssociationEnd.Aborted aborted -> LOG.info("{}: {}", association, aborted);
      case AssociationEnd.Failed(IOException cause) ->
          LOG.warn("{}: {}", association, cause.toString());
    }
  }

  private void readMessage() throws IOException {
    upperLayer.watch().messageEnded();
    values.nextPdv(true);
    upperLayer.watch().messageGoesOn();
    PresentationContext context = context();
    CommandSet command = readCommand(context);
    StreamedDataSet dataSet =
        command.hasDataSet() ? new StreamedDataSet(values, context.id()) : null;
    dispatch(context, command, dataSet);
    if (dataSet != null) {
      dataSet.skip();
    }
  }

  private PresentationContext context() throws PduFormatException {
    int id = values.contextId();
    return association
        .acceptedContext(id)
        .orElseThrow(() ->
            new PduFormatException(
                AbortReason.INVALID_PDU_PARAMETER_VALUE,
                "P_DATA_TF: presentation context " + id + " was not accepted"));
  }

  private CommandSet readCommand(PresentationContext context) throws IOException {
    commandBytes.clear();
    while (true) {
      if (!values.isCommand() || values.contextId() != context.id()) {
        throw new PduFormatException(
            AbortReason.UNEXPECTED_PDU_PARAMETER,
            "P_DATA_TF: the command set is not complete and no more of it comes");
      }
      if (commandBytes.length() + values.pdvRemaining() > limits.maximumCommandSetLength()) {
        upperLayer.exceeded(LimitKind.COMMAND_SET_LENGTH);
        throw new CommandFormatException(
            "Command set is longer than " + limits.maximumCommandSetLength() + " bytes");
      }
      for (var piece = values.nextPiece(); piece != null; piece = values.nextPiece()) {
        commandBytes.append(piece);
      }
      if (values.isLast()) {
        return CommandSet.decode(commandBytes.view());
      }
      values.nextPdv(false);
    }
  }

  private void dispatch(
      PresentationContext context, CommandSet command, @Nullable StreamedDataSet dataSet)
      throws IOException {
    int field = command.commandFieldCode();
    if (field == CommandField.C_CANCEL_RQ.code()) {
      requests.cancel(command.messageIdBeingRespondedTo());
    } else if ((field & CommandField.RESPONSE_BIT) != 0) {
      respond(command, dataSet);
    } else {
      requests.run(context, command, dataSet);
    }
  }

  private void respond(CommandSet command, @Nullable StreamedDataSet dataSet) throws IOException {
    IncomingDataSet held =
        dataSet == null
            ? null
            : new BufferedDataSet(dataSet.readAll(limits.maximumIdentifierLength()));
    int messageId = command.messageIdBeingRespondedTo();
    DimseResponse response = new DimseResponse(command, held);
    ResponseReceiver receiver =
        response.status().isPending()
            ? association.operations().receiver(messageId)
            : association.operations().close(messageId);
    if (receiver == null) {
      LOG.warn("{}: response to message {}, which is not outstanding", association, messageId);
    } else {
      receiver.received(response);
    }
  }
}
