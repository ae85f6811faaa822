// An SCP of dcmjs-dimse: verification, storage, query, retrieval and every DIMSE-N service.
//
// Usage: node dcmjs-server.mjs SETTINGS, where SETTINGS is JSON:
//   port, folder      where to listen; received data sets go to FOLDER/UID, byte for byte
//   aeTitle           its AE title as a caller of move destinations
//   destinations      { AE title: { host, port } }
//   password          the only one it accepts in a user identity of type 2
//   tls               names the files key, cert and ca; clients must show a certificate
// Prints one line "REQUEST {...}" for each DIMSE-N request, and "CANCEL" for each C-CANCEL.
//
// A query for PatientName HOLD has its matches answered and then waits for C-CANCEL.
import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import dimse from 'dcmjs-dimse';

const { Client, Dataset, Scp, Server, requests, responses, constants, log } = dimse;
const { PresentationContextResult, RejectReason, RejectResult, RejectSource } = constants;
const { Status, TransferSyntax, UserIdentityType } = constants;
log.setLevel('silent');

// Sub-operations complete, one or more failures or warnings (PS3.4 C.4.2.1.5).
const SUBOPERATIONS_WITH_FAILURES = 0xb000;

const settings = JSON.parse(process.argv[2]);
const archive = new Map();

class Archive extends Scp {
  associationRequested(association) {
    this.association = association;
    if (association.getNegotiateUserIdentity() && !this.isWelcome(association)) {
      const reason = RejectReason.NoReasonGiven;
      this.sendAssociationReject(RejectResult.Permanent, RejectSource.ServiceUser, reason);
      return;
    }
    for (const { id } of association.getPresentationContexts()) {
      const context = association.getPresentationContext(id);
      context.setResult(PresentationContextResult.Accept, context.getTransferSyntaxUids()[0]);
    }
    this.sendAssociationAccept();
  }

  isWelcome(association) {
    if (association.getUserIdentityType() === UserIdentityType.UsernameAndPasscode
        && association.getUserIdentitySecondaryField() !== settings.password) {
      return false;
    }
    if (association.getUserIdentityPositiveResponseRequested()) {
      association.setNegotiateUserIdentityServerResponse(true);
      association.setUserIdentityServerResponse('welcome');
    }
    return true;
  }

  associationReleaseRequested() {
    this.sendAssociationReleaseResponse();
  }

  // The bytes go to a file as well as to where the library wants them.
  createStoreWritableStream(context, request) {
    const chunks = [];
    const file = fs.openSync(path.join(settings.folder, request.getAffectedSopInstanceUid()), 'w');
    const stream = new Writable({
      write(chunk, _, done) {
        fs.writeSync(file, chunk);
        chunks.push(Buffer.from(chunk));
        done();
      },
    });
    stream.complete = () => {
      fs.closeSync(file);
      return Buffer.concat(chunks);
    };
    return stream;
  }

  createDatasetFromStoreWritableStream(stream, context, callback) {
    callback(new Dataset(stream.complete(), context.getAcceptedTransferSyntaxUid()));
  }

  cEchoRequest(request, callback) {
    callback(withStatus(responses.CEchoResponse.fromRequest(request), Status.Success));
  }

  cStoreRequest(request, callback) {
    archive.set(request.getAffectedSopInstanceUid(), request.getDataset());
    callback(withStatus(responses.CStoreResponse.fromRequest(request), Status.Success));
  }

  cFindRequest(request, callback) {
    const asked = request.getDataset().getElements();
    const answers = matches(asked).map((elements) => {
      const answer = withStatus(responses.CFindResponse.fromRequest(request), Status.Pending);
      answer.setDataset(new Dataset(elements, TransferSyntax.ImplicitVRLittleEndian));
      return answer;
    });
    const finish = (status) => callback([withStatus(responses.CFindResponse.fromRequest(request), status)]);
    answers.forEach((answer) => this.sendResponse(request, answer));
    if (String(asked.PatientName) === 'HOLD') {
      this.held = finish;
    } else {
      finish(Status.Success);
    }
  }

  cCancelRequest() {
    console.log('CANCEL');
    this.held?.(Status.Cancel);
  }

  cMoveRequest(request, callback) {
    const command = request.getCommandDataset().getElements();
    const destination = settings.destinations?.[command.MoveDestination.trim()];
    if (!destination) {
      callback([withStatus(responses.CMoveResponse.fromRequest(request), Status.MoveDestinationUnknown)]);
      return;
    }
    const selected = ofStudy(request.getDataset().getElements());
    const client = new Client();
    this.retrieve(request, selected, client, responses.CMoveResponse, callback);
    client.send(destination.host, destination.port, settings.aeTitle, command.MoveDestination.trim());
  }

  cGetRequest(request, callback) {
    const selected = ofStudy(request.getDataset().getElements());
    const sender = { addRequest: (store) => this.sendRequests(store), on: () => {} };
    this.retrieve(request, selected, sender, responses.CGetResponse, callback);
  }

  retrieve(request, selected, sender, Kind, callback) {
    let failed = 0;
    let done = 0;
    const report = (status) => {
      const response = withStatus(Kind.fromRequest(request), status);
      response.setRemaining(selected.length - done);
      response.setCompleted(done - failed);
      response.setFailures(failed);
      response.setWarnings(0);
      return response;
    };
    for (const dataset of selected) {
      const store = new requests.CStoreRequest(dataset);
      store.on('response', (response) => {
        done++;
        failed += response.getStatus() === Status.Success ? 0 : 1;
        if (done < selected.length) {
          this.sendResponse(request, report(Status.Pending));
        } else {
          callback([report(failed === 0 ? Status.Success : SUBOPERATIONS_WITH_FAILURES)]);
        }
      });
      sender.addRequest(store);
    }
    sender.on('networkError', () => callback([report(Status.ProcessingFailure)]));
  }

  nCreateRequest(request, callback) {
    callback(echoing(request, responses.NCreateResponse));
  }

  nSetRequest(request, callback) {
    callback(echoing(request, responses.NSetResponse));
  }

  nGetRequest(request, callback) {
    const response = echoing(request, responses.NGetResponse);
    response.setDataset(new Dataset({ PatientID: 'GOT' }, TransferSyntax.ImplicitVRLittleEndian));
    callback(response);
  }

  nActionRequest(request, callback) {
    const response = echoing(request, responses.NActionResponse);
    callback(response);
    if (request.getRequestedSopClassUid() === '1.2.840.10008.1.20.1') {
      const information = request.getDataset().getElements();
      const event = new requests.NEventReportRequest('1.2.840.10008.1.20.1', '1.2.840.10008.1.20.1.1', 1);
      event.setDataset(new Dataset(information, TransferSyntax.ImplicitVRLittleEndian));
      event.on('response', (answer) => console.log('REPORTED ' + answer.getStatus()));
      this.sendRequests(event);
    }
  }

  nDeleteRequest(request, callback) {
    callback(echoing(request, responses.NDeleteResponse));
  }

  nEventReportRequest(request, callback) {
    callback(echoing(request, responses.NEventReportResponse));
  }
}

function withStatus(response, status) {
  response.setStatus(status);
  return response;
}

// Success, with the data set of the request if it has one.
function echoing(request, Kind) {
  const elements = request.hasDataset() ? request.getDataset().getElements() : undefined;
  console.log('REQUEST ' + JSON.stringify({
    command: request.getCommandDataset().getElements(),
    elements,
  }));
  const response = withStatus(Kind.fromRequest(request), Status.Success);
  if (elements) {
    response.setDataset(new Dataset(elements, TransferSyntax.ImplicitVRLittleEndian));
  }
  return response;
}

function ofStudy({ StudyInstanceUID }) {
  return [...archive.values()].filter((dataset) => dataset.getElement('StudyInstanceUID') === StudyInstanceUID);
}

// All instances of the study, or of all of them, with the attributes that were asked for.
function matches(asked) {
  return [...archive.values()]
    .filter((dataset) => !asked.StudyInstanceUID || dataset.getElement('StudyInstanceUID') === asked.StudyInstanceUID)
    .map((dataset) => {
      const answer = {};
      for (const name of Object.keys(asked).filter((name) => !name.startsWith('_'))) {
        answer[name] = dataset.getElement(name) ?? '';
      }
      return { ...answer, QueryRetrieveLevel: asked.QueryRetrieveLevel };
    });
}

function listenOptions() {
  if (!settings.tls) {
    return {};
  }
  const read = (file) => fs.readFileSync(file);
  const { key, cert, ca, ...more } = settings.tls;
  return {
    securityOptions: {
      key: read(key), cert: read(cert), ca: read(ca), requestCert: true, rejectUnauthorized: true, ...more,
    },
  };
}

const server = new Server(Archive);
server.on('networkError', (error) => console.log('ERROR ' + error));
server.listen(settings.port, listenOptions());
