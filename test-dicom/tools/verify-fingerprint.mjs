#!/usr/bin/env node
// Computes the fingerprint of DICOM files by the rules of docs/fingerprint.md and nothing else: an
// implementation of its own, to check the node's against. Prints one line of JSON for each file.
//
//   node verify-fingerprint.mjs [--dictionary attributes.tsv] FILE...
//
// The dictionary has lines of tag (hexadecimal, x for any digit), TAB, value representations. Reads
// whole files into memory.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateRawSync, inflateSync } from 'node:zlib';

const LARGE = 65536;
const DEEPEST = 64;
const UNDEFINED = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const PIXEL_DATA = 0x7fe00010;
const PIXELS = new Set([PIXEL_DATA, 0x7fe00008, 0x7fe00009]);
const TEXT = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));
const SHORT = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const LONG = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const MAY_BE_FRAGMENTS = new Set('OB OD OF OL OV OW UN'.split(' '));
const WORD = { US: 2, SS: 2, OW: 2, AT: 2, UL: 4, SL: 4, FL: 4, OL: 4, OF: 4, FD: 8, SV: 8, UV: 8, OD: 8, OV: 8 };

const IMPLICIT = { explicit: false, bigEndian: false };
const EXPLICIT = { explicit: true, bigEndian: false };
const TRANSFER_SYNTAXES = {
  '1.2.840.10008.1.2': IMPLICIT,
  '1.2.840.10008.1.2.2': { explicit: true, bigEndian: true },
};
const DEFLATED = new Set(['1.2.840.10008.1.2.1.99']);

class NoDataSet extends Error {}

// ---- data dictionary (PS3.6) ----

const exact = new Map();
const patterns = [];

function readDictionary(path) {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [tag, vrs] = line.split('\t');
    if (!/^[0-9a-fx]{8}$/i.test(tag ?? '')) continue;
    const vr = vrs.split('/')[0] || 'UN';
    if (/x/i.test(tag)) patterns.push([new RegExp(`^${tag.replaceAll(/x/gi, '.')}$`, 'i'), vr]);
    else exact.set(parseInt(tag, 16), vr);
  }
}

const hex = (tag) => tag.toString(16).padStart(8, '0');
const isPrivate = (tag) => ((tag >>> 16) & 1) === 1;
const isGroupLength = (tag) => (tag & 0xffff) === 0;

/** The VR that the dictionary gives; UN where it knows none. */
function dictionaryVr(tag) {
  if (isGroupLength(tag)) return 'UL';
  const element = tag & 0xffff;
  if (isPrivate(tag)) return element >= 0x10 && element <= 0xff ? 'LO' : 'UN';
  return exact.get(tag) ?? patterns.find(([pattern]) => pattern.test(hex(tag)))?.[1] ?? 'UN';
}

// ---- parsing (PS3.5 7) ----

/** The elements in bytes[start, end); with an end of -1 they go on to an item delimiter. */
function parseElements(bytes, start, end, limit, syntax, depth) {
  const elements = [];
  let at = start;
  while (end < 0 || at < end) {
    const header = readHeader(bytes, at, limit, syntax);
    if (header.tag >>> 16 === 0xfffe) {
      if (header.tag !== ITEM_END || end >= 0 || depth === 0 || header.length !== 0) {
        throw new NoDataSet(`${hex(header.tag)} outside its sequence`);
      }
      return { elements, next: header.valueAt };
    }
    const element = parseValue(bytes, header, limit, syntax, depth);
    elements.push(element);
    at = element.next;
  }
  return { elements, next: at };
}

function readHeader(bytes, at, limit, syntax) {
  need(at + 8, limit);
  const u16 = (i) => (syntax.bigEndian ? bytes.readUInt16BE(i) : bytes.readUInt16LE(i));
  const u32 = (i) => (syntax.bigEndian ? bytes.readUInt32BE(i) : bytes.readUInt32LE(i));
  const tag = u16(at) * 0x10000 + u16(at + 2);
  let header;
  if (!syntax.explicit || tag >>> 16 === 0xfffe) {
    header = { tag, vr: dictionaryVr(tag), valueAt: at + 8, length: u32(at + 4) };
  } else {
    const code = bytes.toString('latin1', at + 4, at + 6);
    const vr = SHORT.has(code) || LONG.has(code) ? code : 'UN';
    if (LONG.has(code) || (!SHORT.has(code) && /^[A-Z]{2}$/.test(code))) {
      need(at + 12, limit);
      header = { tag, vr, valueAt: at + 12, length: u32(at + 8) };
    } else {
      header = { tag, vr, valueAt: at + 8, length: u16(at + 6), short: true };
    }
  }
  header.undefined = header.length === UNDEFINED && !header.short;
  if (!header.undefined) need(header.valueAt + header.length, limit);
  return header;
}

function need(end, limit) {
  if (end > limit) throw new NoDataSet(`ends at ${limit}, within an element that ends at ${end}`);
}

function parseValue(bytes, header, limit, syntax, depth) {
  const isUnknownSequence = header.undefined && header.vr === 'UN' && header.tag !== PIXEL_DATA;
  if (header.vr === 'SQ' || isUnknownSequence) {
    return parseSequence(bytes, header, limit, header.vr === 'UN' ? IMPLICIT : syntax, depth);
  }
  if (header.undefined) return parseFragments(bytes, header, limit, syntax, depth);
  const next = header.valueAt + header.length;
  return { ...header, depth, kind: 'value', value: bytes.subarray(header.valueAt, next), bigEndian: syntax.bigEndian, next };
}

function parseSequence(bytes, header, limit, syntax, depth) {
  if (depth >= DEEPEST) throw new NoDataSet(`more than ${DEEPEST} sequences in each other`);
  const end = header.undefined ? -1 : header.valueAt + header.length;
  const within = end < 0 ? limit : end;
  const items = [];
  let at = header.valueAt;
  while (end < 0 || at < end) {
    const item = readHeader(bytes, at, within, syntax);
    at = item.valueAt;
    if (item.tag === SEQUENCE_END && end < 0 && item.length === 0) break;
    if (item.tag !== ITEM) throw new NoDataSet(`${hex(item.tag)} in a sequence`);
    const itemEnd = item.undefined ? -1 : at + item.length;
    const content = parseElements(bytes, at, itemEnd, itemEnd < 0 ? within : itemEnd, syntax, depth + 1);
    items.push(content.elements);
    at = content.next;
  }
  return { ...header, depth, kind: 'sequence', items, next: at };
}

function parseFragments(bytes, header, limit, syntax, depth) {
  if (!MAY_BE_FRAGMENTS.has(header.vr)) throw new NoDataSet(`undefined length of VR ${header.vr}`);
  const fragments = [];
  let at = header.valueAt;
  for (;;) {
    const item = readHeader(bytes, at, limit, syntax);
    at = item.valueAt;
    if (item.tag === SEQUENCE_END && item.length === 0) break;
    if (item.tag !== ITEM || item.undefined) throw new NoDataSet(`${hex(item.tag)} among fragments`);
    fragments.push({ valueAt: at, value: bytes.subarray(at, at + item.length) });
    at += item.length;
  }
  return { ...header, depth, kind: 'fragments', fragments, next: at };
}

// ---- values ----

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const uint = (value, length) => Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');

function littleEndian(element) {
  const word = element.bigEndian ? (WORD[element.vr] ?? 1) : 1;
  if (word === 1) return element.value;
  const swapped = Buffer.from(element.value);
  for (let at = 0; at + word <= swapped.length; at += word) swapped.subarray(at, at + word).reverse();
  return swapped;
}

function withoutTrailing(value, padding) {
  let end = value.length;
  while (end > 0 && padding.includes(value[end - 1])) end--;
  return value.subarray(0, end);
}

const isPrintable = (byte) => (byte >= 0x20 && byte !== 0x7f) || [0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte);
const isPaddedUid = (value) => value.length <= 64 && /^[0-9]*\.[0-9]*\.[0-9.]*\0$/.test(value.toString('latin1'));

function canonicalValue(element, value) {
  const known = dictionaryVr(element.tag);
  const vr = known === 'UN' ? element.vr : known;
  if (TEXT.has(vr)) return withoutTrailing(value, [0x20, 0x00]);
  if (known !== 'UN') return value;
  const rest = isPaddedUid(value) ? value.subarray(0, -1) : withoutTrailing(value, [0x20]);
  return rest.every(isPrintable) ? rest : value;
}

/** The items in a value that may be a sequence although its VR does not say so; null if it is none. */
function hiddenItems(element, value) {
  const candidate = element.vr === 'UN' || dictionaryVr(element.tag) === 'UN';
  if (!candidate || value.length < 8 || value.readUInt32LE(0) !== 0xe000fffe) return null;
  try {
    const header = { tag: element.tag, vr: 'UN', valueAt: 0, length: value.length, undefined: false };
    return parseSequence(value, header, value.length, IMPLICIT, element.depth).items;
  } catch (error) {
    if (error instanceof NoDataSet) return null;
    throw error;
  }
}

const fragmentsDigest = (element) => sha256(...element.fragments.slice(1).map((fragment) => fragment.value));
const isPixelData = (element) => element.depth === 0 && PIXELS.has(element.tag);

// ---- the three digests ----

function pixelsDigest(elements) {
  const found = elements.findLast((element) => isPixelData(element) && element.kind !== 'sequence');
  if (!found) return null;
  return found.kind === 'fragments' ? fragmentsDigest(found) : sha256(littleEndian(found));
}

function wireDigest(uid, bytes, elements) {
  const parts = [Buffer.from(`sealgate wire 1\0${uid}\0`, 'latin1')];
  const trailer = [];
  let done = 0;
  const replace = (at, length, by) => {
    parts.push(bytes.subarray(done, at), by);
    done = at + length;
  };
  const visit = (element) => {
    if (element.kind === 'sequence') {
      element.items.flat().forEach(visit);
    } else if (element.kind === 'fragments') {
      const large = element.fragments.filter((fragment) => fragment.value.length >= LARGE);
      for (const fragment of large) {
        const isOffsetTable = fragment === element.fragments[0];
        replace(fragment.valueAt, fragment.value.length, isOffsetTable ? sha256(fragment.value) : Buffer.alloc(0));
      }
      if (large.some((fragment) => fragment !== element.fragments[0])) trailer.push(fragmentsDigest(element));
    } else if (element.length >= LARGE) {
      replace(element.valueAt, element.length, sha256(littleEndian(element)));
    }
  };
  elements.forEach(visit);
  return sha256(...parts, bytes.subarray(done), ...trailer);
}

function canonicalDigest(elements) {
  const tokens = [Buffer.from('sealgate canonical 1\0', 'latin1')];
  const put = (kind, tag, ...more) => tokens.push(Buffer.from([kind]), uint(tag, 4), ...more);
  const end = (kind) => tokens.push(Buffer.from([kind]));
  const putValue = (tag, value) =>
    put(1, tag, uint(value.length, 8), value.length >= LARGE ? sha256(value) : value);
  const putSequence = (tag, items) => {
    if (items.length === 0) return putValue(tag, Buffer.alloc(0));
    put(2, tag);
    for (const item of items) {
      end(3);
      item.forEach(visit);
      end(4);
    }
    return end(5);
  };
  const visit = (element) => {
    if (element.kind === 'sequence') return putSequence(element.tag, element.items);
    if (element.kind === 'fragments') return put(6, element.tag, fragmentsDigest(element));
    const value = littleEndian(element);
    if (isPixelData(element)) return put(6, element.tag, sha256(value));
    if (isGroupLength(element.tag) || element.tag === 0xfffcfffc) return undefined;
    const items = hiddenItems(element, value);
    return items ? putSequence(element.tag, items) : putValue(element.tag, canonicalValue(element, value));
  };
  elements.forEach(visit);
  return sha256(...tokens);
}

// ---- files (PS3.10 7) ----

/** The transfer syntax UID and the data set of a file. */
function readFile(path) {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 128, 132) !== 'DICM') throw new Error(`${path} is no DICOM file`);
  let at = 132;
  let uid = null;
  while (at + 8 <= bytes.length && bytes.readUInt16LE(at) === 2) {
    const header = readHeader(bytes, at, bytes.length, EXPLICIT);
    at = header.valueAt + header.length;
    if (header.tag === 0x00020010) uid = bytes.toString('latin1', header.valueAt, at).replace(/[\0 ]+$/, '');
  }
  if (!uid) throw new Error(`${path} has no transfer syntax`);
  return { uid, bytes: bytes.subarray(at) };
}

function inflate(bytes) {
  try {
    return inflateRawSync(bytes);
  } catch {
    try {
      return inflateSync(bytes);
    } catch (error) {
      throw new NoDataSet(error.message);
    }
  }
}

function fingerprint({ uid, bytes }) {
  try {
    const deflated = DEFLATED.has(uid);
    const data = deflated ? inflate(bytes) : bytes;
    const { elements } = parseElements(data, 0, data.length, data.length, TRANSFER_SYNTAXES[uid] ?? EXPLICIT, 0);
    const wire = deflated
      ? sha256(Buffer.from(`sealgate wire 1\0${uid}\0`, 'latin1'), bytes)
      : wireDigest(uid, data, elements);
    return { pixels: pixelsDigest(elements), wire, canonical: canonicalDigest(elements) };
  } catch (error) {
    if (!(error instanceof NoDataSet)) throw error;
    const opaque = sha256(Buffer.from(`sealgate opaque 1\0${uid}\0`, 'latin1'), bytes);
    return { pixels: null, wire: opaque, canonical: opaque };
  }
}

const files = process.argv.slice(2);
let dictionary = fileURLToPath(
  new URL('../../dimse/src/main/resources/org/sealgate/dimse/data/attributes.tsv', import.meta.url));
if (files[0] === '--dictionary') [, dictionary] = files.splice(0, 2);
if (files.length === 0) {
  console.error('usage: node verify-fingerprint.mjs [--dictionary attributes.tsv] FILE...');
  process.exit(2);
}
readDictionary(dictionary);
for (const file of files) {
  const { pixels, wire, canonical } = fingerprint(readFile(file));
  console.log(JSON.stringify({
    file, pixels: pixels?.toString('hex') ?? null, wire: wire.toString('hex'), canonical: canonical.toString('hex'),
  }));
}
