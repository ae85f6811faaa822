// An SCU of dcmjs-dimse that does one job and prints what came of it as one line of JSON.
//
// Usage: node dcmjs-client.mjs JOB, where JOB is JSON:
//   host, port, calling, called
//   options    passed to Client.send: asyncOps, userIdentity; tls names the files key, cert and ca
//   requests   [{ kind, ... }], see the functions below
//   cancelAfter  pending responses after which the first request is cancelled
//   abort      true: abort after the first response
// Printed: { requests: [{ responses: [...] }], stored: [...], events: [...], accepted: {...} }
import fs from 'node:fs';
import dimse from 'dcmjs-dimse';

const { Client, Dataset, requests, responses, constants, log } = dimse;
const { Status, TransferSyntax } = constants;
log.setLevel('silent');

const job = JSON.parse(process.argv[2]);
const result = { requests: [], stored: [], events: [], accepted: {} };
const client = new Client();

const build = {
  echo: () => new requests.CEchoRequest(),
  store: (r) => new requests.CStoreRequest(r.file),
  find: (r) => withElements(new requests.CFindRequest(), r),
  worklist: (r) => requests.CFindRequest.createWorklistFindRequest(r.elements),
  studyFind: (r) => requests.CFindRequest.createStudyFindRequest(r.elements),
  seriesFind: (r) => requests.CFindRequest.createSeriesFindRequest(r.elements),
  imageFind: (r) => requests.CFindRequest.createImageFindRequest(r.elements),
  move: (r) => requests.CMoveRequest.createStudyMoveRequest(r.destination, r.study),
  get: (r) => requests.CGetRequest.createStudyGetRequest(r.study),
  create: (r) => withElements(new requests.NCreateRequest(r.sopClass, r.instance), r),
  set: (r) => withElements(new requests.NSetRequest(r.sopClass, r.instance), r),
  nget: (r) => new requests.NGetRequest(r.sopClass, r.instance, r.attributes),
  action: (r) => withElements(new requests.NActionRequest(r.sopClass, r.instance, r.type), r),
  event: (r) => withElements(new requests.NEventReportRequest(r.sopClass, r.instance, r.type), r),
  delete: (r) => new requests.NDeleteRequest(r.sopClass, r.instance),
};

function withElements(request, r) {
  if (r.elements) {
    request.setDataset(new Dataset(r.elements, TransferSyntax.ImplicitVRLittleEndian));
  }
  return request;
}

function describe(response) {
  const described = {
    status: response.getStatus(),
    comment: response.getErrorComment(),
    messageId: response.getMessageIdBeingRespondedTo(),
    elements: response.hasDataset() ? response.getDataset().getElements() : undefined,
  };
  if (response.getRemaining) {
    described.remaining = response.getRemaining();
    described.completed = response.getCompleted();
    described.failures = response.getFailures();
    described.warnings = response.getWarnings();
  }
  return described;
}

function add(asked, number) {
  const request = build[asked.kind](asked);
  const outcome = { responses: [] };
  result.requests.push(outcome);
  request.on('response', (response) => {
    outcome.responses.push(describe(response));
    if (number === 0 && job.abort) {
      client.abort();
    }
    if (number === 0 && job.cancelAfter === outcome.responses.length && response.getStatus() === Status.Pending) {
      client.cancel(request);
    }
  });
  client.addRequest(request);
}

function sendOptions() {
  const options = { associationLingerTimeout: 0, ...job.options };
  if (job.tls) {
    const { key, cert, ca, ...more } = job.tls;
    const read = (file) => fs.readFileSync(file);
    options.securityOptions = { key: read(key), cert: read(cert), ca: read(ca), ...more };
  }
  return options;
}

job.requests.forEach(add);
client.on('cStoreRequest', (request, callback) => {
  const elements = request.getDataset().getElements();
  result.stored.push({
    uid: elements.SOPInstanceUID,
    bytes: Array.from(elements.PixelData ?? []).reduce((sum, part) => sum + part.byteLength, 0),
  });
  const response = responses.CStoreResponse.fromRequest(request);
  response.setStatus(Status.Success);
  callback(response);
});
client.on('nEventReportRequest', (request, callback) => {
  result.events.push({ type: request.getEventTypeId(), elements: request.getDataset().getElements() });
  const response = responses.NEventReportResponse.fromRequest(request);
  response.setStatus(Status.Success);
  callback(response);
});
client.on('associationAccepted', (association) => {
  result.accepted = {
    maxPduLength: association.getMaxPduLength(),
    implementationVersion: association.getImplementationVersion(),
    invoked: association.getMaxAsyncOpsInvoked(),
    performed: association.getMaxAsyncOpsPerformed(),
    userIdentityServerResponse: association.getNegotiateUserIdentityServerResponse()
      ? association.getUserIdentityServerResponse()
      : undefined,
  };
});
client.on('associationReleased', () => (result.released = true));
client.on('associationRejected', (rejected) => (result.rejected = rejected));
client.on('abort', (aborted) => (result.aborted = aborted ?? true));
client.on('networkError', (error) => (result.error = String(error)));
client.on('closed', () => console.log('\nRESULT ' + JSON.stringify(result)));
client.send(job.host, job.port, job.calling, job.called, sendOptions());
