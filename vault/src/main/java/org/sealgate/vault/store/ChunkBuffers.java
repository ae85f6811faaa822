package org.sealgate.vault.store;

import javax.crypto.Cipher;
import org.sealgate.vault.crypto.ObjectCipher;

/** What one writer or reader works with; used again and again through {@link ChunkBufferPool}. */
final class ChunkBuffers {

  final byte[] plaintext;
  final byte[] sealed;
  final Cipher cipher;

  ChunkBuffers(int chunkLength) {
    this.plaintext = new byte[chunkLength];
    this.sealed = new byte[chunkLength];
    this.cipher = ObjectCipher.newCipher();
  }
}
