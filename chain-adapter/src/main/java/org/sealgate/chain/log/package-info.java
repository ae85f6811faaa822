/**
 * The transparency log: an append-only Merkle tree of SHA-256 hashes (RFC 6962 section 2.1, RFC
 * 9162 section 2.1) with inclusion and consistency proofs, kept on disk as C2SP tlog-tiles, and its
 * checkpoints, signed as C2SP tlog-checkpoint notes. {@code docs/log.md} describes every format
 * byte by byte. Nothing here knows of Ethereum.
 */
@NullMarked
package org.sealgate.chain.log;

import org.jspecify.annotations.NullMarked;
