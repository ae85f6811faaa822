#!/usr/bin/env node
// Checks receipts and consistency proofs by the rules of docs/log.md and docs/receipt.md and nothing
// else: an implementation of its own, to check the node's against. Prints one line of JSON for each
// file; exit status 0 if all are proven, 1 if not, 2 for wrong usage.
//
//   node verify-receipt.mjs [--rpc URL] [--contract 0x...] [--chain-id N] [--log VERIFIER_KEY] FILE...
//
// Without --rpc everything is checked that needs no chain.

import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';

const RECEIPT = 'sealgate-receipt/1';
const CONSISTENCY = 'sealgate-consistency/1';
const LONGEST = 1 << 20;
const ANCHORED = '0x7196d6002b555d592bc808cc522b6e167501be1b6185fd206cd187b7330acf7a';
const ROOT_AT = '0x930b6ace';
const CODE = {
  length: 3511,
  argumentAt: [146, 1083, 1334, 1691],
  sha256: '192cdce22a98f289745e480ba4985e9841cc604cede58108c05b1f122798e6f1',
};

class Refused extends Error {}

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const bytes = (hex) => Buffer.from(hex, 'hex');
const u64 = (value) => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer;
};

// ---- JSON that refuses repeated members and numbers that are not whole and exact ----

function parseJson(text) {
  let at = 0;
  const refuse = (what) => {
    throw new Refused(`${what} at character ${at}`);
  };
  const space = () => {
    while (' \t\r\n'.includes(text[at]) && at < text.length) at++;
  };
  const token = (pattern, what) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) refuse(`no ${what}`);
    at += found[0].length;
    return found[0];
  };
  const string = () => JSON.parse(token(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y, 'text'));
  const number = () => {
    const value = Number(token(/0|[1-9][0-9]*/y, 'whole number'));
    return Number.isSafeInteger(value) ? value : refuse('a number above 2^53-1');
  };
  const list = (close, item) => {
    at++;
    space();
    if (text[at] === close) return void at++;
    for (;;) {
      item();
      space();
      if (text[at] === close) return void at++;
      token(/,/y, 'comma');
      space();
    }
  };
  const value = () => {
    space();
    if (text[at] === '{') {
      const object = new Map();
      list('}', () => {
        const name = string();
        if (object.has(name)) refuse(`member ${name} twice`);
        space();
        token(/:/y, 'colon');
        object.set(name, value());
      });
      return Object.fromEntries(object);
    }
    if (text[at] === '[') {
      const array = [];
      list(']', () => array.push(value()));
      return array;
    }
    if (text[at] === '"') return string();
    if (text[at] === 'n') return token(/null/y, 'value') && null;
    return number();
  };
  const result = value();
  space();
  if (at !== text.length) refuse('more text');
  return result;
}

// ---- the members of docs/receipt.md ----

const HASH = /^[0-9a-f]{64}$/;
const text = (value) => typeof value === 'string';
const whole = (value) => Number.isSafeInteger(value) && value >= 0;
const hash = (value) => text(value) && HASH.test(value);
const prefixedHash = (value) => text(value) && value.startsWith('0x') && HASH.test(value.slice(2));
const path = (most) => (value) => Array.isArray(value) && value.length <= most && value.every(hash);
const instant = (value) =>
  text(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && new Date(value).toISOString() === value;

const LEAF = {
  version: (value) => value === 1,
  nonce: hash,
  pixels: (value) => value === null || hash(value),
  wire: hash,
  canonical: hash,
  sopInstanceUidSha256: hash,
  receivedAt: instant,
};
const ANCHOR = {
  chainId: (value) => whole(value) && value > 0,
  contract: (value) => text(value) && /^0x[0-9a-fA-F]{40}$/.test(value),
  transaction: prefixedHash,
  blockNumber: whole,
  blockHash: prefixedHash,
};
const MEMBERS = {
  [RECEIPT]: { leaf: LEAF, leafIndex: whole, inclusionPath: path(63), checkpoint: text, log: text, anchor: ANCHOR },
  [CONSISTENCY]: { log: text, oldCheckpoint: text, newCheckpoint: text, path: path(64) },
};

function requireMembers(object, members, where) {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) throw new Refused(`${where} is no object`);
  for (const name of Object.keys(object)) if (!(name in members)) throw new Refused(`${where}: unknown member ${name}`);
  for (const [name, rule] of Object.entries(members)) {
    if (!(name in object)) throw new Refused(`${where}: ${name} is missing`);
    if (typeof rule === 'object') requireMembers(object[name], rule, name);
    else if (!rule(object[name])) throw new Refused(`${where}: ${name} is not as it must be`);
  }
}

// ---- leaf, tree (docs/log.md) ----

function leafHash(leaf) {
  return sha256(
    Buffer.from([0]),
    Buffer.from([leaf.version, leaf.pixels === null ? 0 : 1]),
    bytes(leaf.nonce),
    leaf.pixels === null ? Buffer.alloc(32) : bytes(leaf.pixels),
    bytes(leaf.wire),
    bytes(leaf.canonical),
    bytes(leaf.sopInstanceUidSha256),
    u64(Date.parse(leaf.receivedAt)),
  );
}

const node = (left, right) => sha256(Buffer.from([1]), left, right);

/** The largest power of two below `count`. */
function split(count) {
  let power = 1n;
  while (power * 2n < count) power *= 2n;
  return power;
}

/** The root to which PATH of RFC 9162 2.1.3.1 leads, from its definition: the last hash is the root's child. */
function rootFromPath(index, size, leaf, siblings) {
  if (index >= size) throw new Refused('the index is not below the size');
  if (size === 1n) {
    if (siblings.length) throw new Refused('the path is too long');
    return leaf;
  }
  if (!siblings.length) throw new Refused('the path is too short');
  const k = split(size);
  const rest = siblings.slice(0, -1);
  const other = siblings.at(-1);
  return index < k
    ? node(rootFromPath(index, k, leaf, rest), other)
    : node(other, rootFromPath(index - k, size - k, leaf, rest));
}

/** Both roots to which SUBPROOF of RFC 9162 2.1.4.1 leads; `whole` while the old tree is a whole subtree. */
function rootsFromProof(oldSize, newSize, proof, oldRoot, whole) {
  if (oldSize === newSize) {
    if (whole) {
      if (proof.length) throw new Refused('the path is too long');
      return [oldRoot, oldRoot];
    }
    if (proof.length !== 1) throw new Refused(`the path is too ${proof.length ? 'long' : 'short'}`);
    return [proof[0], proof[0]];
  }
  if (!proof.length) throw new Refused('the path is too short');
  const k = split(newSize);
  const rest = proof.slice(0, -1);
  const other = proof.at(-1);
  if (oldSize <= k) {
    const [before, after] = rootsFromProof(oldSize, k, rest, oldRoot, whole);
    return [before, node(after, other)];
  }
  const [before, after] = rootsFromProof(oldSize - k, newSize - k, rest, oldRoot, false);
  return [node(other, before), node(other, after)];
}

// ---- log identity, checkpoint (C2SP signed-note, tlog-checkpoint) ----

function parseVerifierKey(verifierKey) {
  const parts = /^([^\s+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u.exec(verifierKey);
  if (!parts) throw new Refused('no verifier key');
  const [, origin, keyId, encoded] = parts;
  const raw = Buffer.from(encoded, 'base64');
  if (raw.length !== 33 || raw[0] !== 1 || raw.toString('base64') !== encoded) throw new Refused('no Ed25519 key');
  const logId = sha256(origin, '\n', raw);
  if (logId.subarray(0, 4).toString('hex') !== keyId) throw new Refused('the key id is of another key');
  const der = Buffer.concat([bytes('302a300506032b6570032100'), raw.subarray(1)]);
  return { origin, logId, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

function parseCheckpoint(note) {
  const end = note.indexOf('\n\n');
  if (end < 0) throw new Refused('the checkpoint has no signatures');
  const signed = note.slice(0, end + 1);
  const [origin, size, root] = signed.split('\n');
  if (!/^(0|[1-9]\d{0,18})$/.test(size ?? '')) throw new Refused('the checkpoint has no size');
  const rootBytes = Buffer.from(root ?? '', 'base64');
  if (rootBytes.length !== 32 || rootBytes.toString('base64') !== root) throw new Refused('the checkpoint has no root');
  return { origin, size: BigInt(size), root: rootBytes, signed, signatures: note.slice(end + 2).split('\n') };
}

function isSigned(checkpoint, log) {
  const start = `\u2014 ${log.origin} `;
  return (
    checkpoint.origin === log.origin &&
    checkpoint.signatures
      .filter((line) => line.startsWith(start))
      .map((line) => Buffer.from(line.slice(start.length), 'base64'))
      .filter((blob) => blob.length === 68 && blob.subarray(0, 4).equals(log.logId.subarray(0, 4)))
      .some((blob) => verifySignature(null, Buffer.from(checkpoint.signed), log.key, blob.subarray(4)))
  );
}

// ---- the chain ----

async function ask(url, method, ...params) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const { result, error } = await answer.json();
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

function isOurCode(code) {
  const found = bytes(code.slice(2));
  if (found.length !== CODE.length) return false;
  for (const at of CODE.argumentAt) found.fill(0, at, at + 32);
  return sha256(found).toString('hex') === CODE.sha256;
}

async function chainChecks(receipt, log, checkpoint, options) {
  const { anchor } = receipt;
  const contract = anchor.contract.toLowerCase();
  const url = options.rpc;
  const logId = `0x${log.logId.toString('hex')}`;
  const size = `0x${checkpoint.size.toString(16).padStart(64, '0')}`;
  const root = checkpoint.root.toString('hex');
  const chainId = Number(await ask(url, 'eth_chainId'));
  const isOurs = isOurCode(await ask(url, 'eth_getCode', anchor.contract, 'latest'));
  const rootAt = { to: anchor.contract, data: ROOT_AT + logId.slice(2) + size.slice(2) };
  const anchored = isOurs ? await ask(url, 'eth_call', rootAt, 'latest') : 'nothing';
  const mined = await ask(url, 'eth_getTransactionReceipt', anchor.transaction);
  const block = mined && (await ask(url, 'eth_getBlockByNumber', mined.blockNumber, false));
  const event = mined?.logs.some(
    (entry) =>
      entry.address.toLowerCase() === contract &&
      entry.topics.join() === [ANCHORED, logId, size].join() &&
      entry.data.slice(2, 66) === root,
  );
  return {
    'chain id': chainId === anchor.chainId && [undefined, chainId].includes(options.chainId),
    'contract code': isOurs,
    'anchored root': anchored === `0x${root}`,
    transaction: mined?.status === '0x1' && event === true,
    block:
      block?.hash === anchor.blockHash && mined.blockHash === anchor.blockHash && Number(mined.blockNumber) === anchor.blockNumber,
  };
}

// ---- what is checked ----

/** True, or false where the path leads elsewhere or nowhere. */
function leads(compute) {
  try {
    return compute();
  } catch (e) {
    if (e instanceof Refused) return false;
    throw e;
  }
}

async function checkReceipt(receipt, options) {
  const log = parseVerifierKey(receipt.log);
  const checkpoint = parseCheckpoint(receipt.checkpoint);
  const siblings = receipt.inclusionPath.map(bytes);
  const offline = {
    'inclusion proof': leads(() =>
      rootFromPath(BigInt(receipt.leafIndex), checkpoint.size, leafHash(receipt.leaf), siblings).equals(checkpoint.root),
    ),
    'checkpoint signature': isSigned(checkpoint, log),
    'log identity': [undefined, receipt.log].includes(options.log),
    'contract address': [undefined, receipt.anchor.contract.toLowerCase()].includes(options.contract),
  };
  return options.rpc ? { ...offline, ...(await chainChecks(receipt, log, checkpoint, options)) } : offline;
}

function checkConsistency(statement, options) {
  const log = parseVerifierKey(statement.log);
  const [older, newer] = [statement.oldCheckpoint, statement.newCheckpoint].map(parseCheckpoint);
  const proof = statement.path.map(bytes);
  return {
    'consistency proof': leads(() => isConsistent(older, newer, proof)),
    'checkpoint signature': isSigned(older, log) && isSigned(newer, log),
    'log identity': [undefined, statement.log].includes(options.log),
  };
}

function isConsistent(older, newer, proof) {
  if (older.size > newer.size) return false;
  if (older.size === 0n) return !proof.length && older.root.equals(sha256(''));
  const [before, after] = rootsFromProof(older.size, newer.size, proof, older.root, true);
  return before.equals(older.root) && after.equals(newer.root);
}

async function check(file, options) {
  try {
    const content = readFileSync(file, 'utf8');
    if (content.length > LONGEST) throw new Refused('the file is too long');
    const { format, ...rest } = parseJson(content);
    if (!Object.hasOwn(MEMBERS, format)) throw new Refused('the format is unknown');
    requireMembers(rest, MEMBERS[format], 'the file');
    const checks = format === RECEIPT ? await checkReceipt(rest, options) : checkConsistency(rest, options);
    return { file, format, proven: Object.values(checks).every(Boolean), checks };
  } catch (e) {
    if (e instanceof Refused) return { file, proven: false, refused: e.message };
    throw e;
  }
}

const NAMES = { '--rpc': 'rpc', '--contract': 'contract', '--chain-id': 'chainId', '--log': 'log' };
const options = {};
const files = [];
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument in NAMES) options[NAMES[argument]] = process.argv[++i];
  else files.push(argument);
}
if (options.chainId !== undefined) options.chainId = Number(options.chainId);
if (options.contract !== undefined) options.contract = options.contract.toLowerCase();
if (!files.length) {
  console.error('usage: verify-receipt.mjs [--rpc URL] [--contract 0x...] [--chain-id N] [--log KEY] FILE...');
  process.exit(2);
}
let all = true;
for (const file of files) {
  const result = await check(file, options);
  all &&= result.proven;
  console.log(JSON.stringify(result));
}
process.exit(all ? 0 : 1);
