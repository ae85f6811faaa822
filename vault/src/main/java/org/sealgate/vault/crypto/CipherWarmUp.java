package org.sealgate.vault.crypto;

import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;
import org.sealgate.vault.ObjectId;

/**
 * Has the virtual machine compile the cipher before the first objects need it.
 *
 * <p>AES-GCM runs in hardware only once the code around it is compiled, and that is decided by the
 * number of calls. An object makes few calls with much data each: of an image of 512 KiB three, at
 * 5 to 10 ms instead of 0.1, for more than a thousand images. Many calls with little data decide it
 * within half a second.
 */
public final class CipherWarmUp {
  private static final int ROUNDS = 8_000;
  private static final int PIECE = 1024;

  private CipherWarmUp() {}

  /**
   * Seals and opens pieces of nothing.
   *
   * @param isWanted asked before each piece; when false, this ends
   * @return how many pieces were sealed and opened
   */
  public static int run(BooleanSupplier isWanted) throws IntegrityException {
    ObjectHeader header = new ObjectHeader(ObjectId.next(), 1, ObjectHeader.MINIMUM_CHUNK_LENGTH);
    Cipher cipher = ObjectCipher.newCipher();
    byte[] plaintext = new byte[PIECE];
    byte[] sealed = new byte[PIECE + KeyDerivation.TAG_LENGTH];
    int round = 0;
    try (DataKey key = DataKey.generate()) {
      ObjectCipher object = new ObjectCipher(key, header, cipher);
      while (round < ROUNDS && isWanted.getAsBoolean()) {
        int length = object.sealChunk(round, false, plaintext, PIECE, sealed);
        object.openChunk(round, false, sealed, length, plaintext);
        round++;
      }
    }
    return round;
  }
}
