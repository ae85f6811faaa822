package org.sealgate.vault.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens the chunks and the manifest of one object (the STREAM construction: nonce =
 * 7-byte prefix, 4-byte chunk index, 1-byte last flag). For one thread at a time.
 */
public final class ObjectCipher {

  private static final String PAYLOAD_LABEL = "sealgate vault 1 payload";
  private static final String MANIFEST_LABEL = "sealgate vault 1 manifest";
  private static final int PREFIX_LENGTH = 7;
  private static final long MAXIMUM_CHUNK_INDEX = 0xFFFF_FFFFL;
  private static final byte[] NO_SALT = {};

  private final ObjectHeader header;
  private final byte[] headerBytes;
  private final Cipher cipher;
  private final SecretKeySpec payloadKey;
  private final ByteBuffer nonce;
  private final byte[] manifestMaterial;

  /**
   * Derives the object's keys.
   *
   * @param cipher an AES/GCM/NoPadding cipher, to be reused; see {@link #newCipher()}
   */
  public ObjectCipher(DataKey dataKey, ObjectHeader header, Cipher cipher) {
    this.header = header;
    this.headerBytes = header.encode();
    this.cipher = cipher;
    byte[] payload = derive(dataKey, PAYLOAD_LABEL, headerBytes, PREFIX_LENGTH);
    this.payloadKey = KeyDerivation.aesKey(payload);
    this.nonce =
        ByteBuffer.allocate(KeyDerivation.NONCE_LENGTH)
            .put(payload, KeyDerivation.KEY_LENGTH, PREFIX_LENGTH);
    Arrays.fill(payload, (byte) 0);
    this.manifestMaterial =
        derive(dataKey, MANIFEST_LABEL, headerBytes, KeyDerivation.NONCE_LENGTH);
  }

  /** A cipher for {@link #ObjectCipher}; making one costs more than using one, so keep it. */
  public static Cipher newCipher() {
    try {
      return KeyDerivation.gcmCipher();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES/GCM", e);
    }
  }

  /**
   * Encrypts one chunk.
   *
   * @param index its number, from 0
   * @param last whether it ends the payload
   * @param plaintext holds {@code length} bytes from offset 0
   * @param sealed another array; receives {@code length} + 16 bytes
   * @return bytes written to {@code sealed}
   */
  public int sealChunk(long index, boolean last, byte[] plaintext, int length, byte[] sealed) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, payloadKey, KeyDerivation.gcm(nonce(index, last), 0));
      cipher.updateAAD(headerBytes);
      return cipher.doFinal(plaintext, 0, length, sealed, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt chunk %d".formatted(index), e);
    }
  }

  /**
   * Decrypts one chunk.
   *
   * @param index its number, from 0
   * @param last whether it must end the payload
   * @param sealed holds {@code length} bytes from offset 0
   * @param plaintext another array; receives {@code length} - 16 bytes
   * @return bytes written to {@code plaintext}
   * @throws IntegrityException if the chunk is not the one that was written in that place
   */
  public int openChunk(long index, boolean last, byte[] sealed, int length, byte[] plaintext)
      throws IntegrityException {
    try {
      cipher.init(Cipher.DECRYPT_MODE, payloadKey, KeyDerivation.gcm(nonce(index, last), 0));
      cipher.updateAAD(headerBytes);
      return cipher.doFinal(sealed, 0, length, plaintext, 0);
    } catch (AEADBadTagException e) {
      throw IntegrityException.inChunk(
          header.objectId(), index, "is not what was written in this place", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt chunk %d".formatted(index), e);
    }
  }

  /** Encrypts the manifest, and authenticates the footer with it. */
  public byte[] sealManifest(byte[] manifest, ObjectFooter footer) {
    try {
      return manifest(Cipher.ENCRYPT_MODE, footer).doFinal(manifest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt a manifest", e);
    }
  }

  /**
   * Decrypts the manifest.
   *
   * @throws IntegrityException if it or the footer is not what was written
   */
  public byte[] openManifest(byte[] sealed, ObjectFooter footer) throws IntegrityException {
    try {
      return manifest(Cipher.DECRYPT_MODE, footer).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw IntegrityException.inPart(
          header.objectId(), "manifest", "it or the footer is not what was written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt a manifest", e);
    }
  }

  private Cipher manifest(int mode, ObjectFooter footer) throws GeneralSecurityException {
    cipher.init(
        mode,
        KeyDerivation.aesKey(manifestMaterial),
        KeyDerivation.gcm(manifestMaterial, KeyDerivation.KEY_LENGTH));
    cipher.updateAAD(headerBytes);
    cipher.updateAAD(footer.encode());
    return cipher;
  }

  private byte[] nonce(long index, boolean last) {
    if (index < 0 || index > MAXIMUM_CHUNK_INDEX) {
      throw new IllegalArgumentException(
          "chunk index %d is not from 0 to %d".formatted(index, MAXIMUM_CHUNK_INDEX));
    }
    return nonce
        .putInt(PREFIX_LENGTH, (int) index)
        .put(PREFIX_LENGTH + Integer.BYTES, (byte) (last ? 1 : 0))
        .array();
  }

  private static byte[] derive(DataKey dataKey, String label, byte[] context, int extraLength) {
    byte[] secret = dataKey.bytes(SecretKeyAccess.granted());
    try {
      return KeyDerivation.derive(
          secret, NO_SALT, label, context, KeyDerivation.KEY_LENGTH + extraLength);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot derive keys with HKDF-SHA256", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
