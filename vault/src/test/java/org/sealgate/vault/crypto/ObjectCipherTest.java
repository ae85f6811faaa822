package org.sealgate.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sealgate.vault.ObjectId;

final class ObjectCipherTest {

  private static final ObjectId ID = ObjectId.parse("019a2b3c-4d5e-7f01-8203-040506070809");
  private static final ObjectHeader HEADER = new ObjectHeader(ID, 1, 65536);
  private static final byte[] PLAINTEXT = "PLAINTEXT".getBytes(StandardCharsets.US_ASCII);

  private final ObjectCipher cipher = cipher(HEADER);

  @Test
  void sealChunk_shouldGiveTheBytesOfTheFormatDescription() {
    // Computed once by an independent implementation of docs/vault-format.md.
    assertThat(HexFormat.of().formatHex(seal(0, true)))
        .isEqualTo("da4401fd7277c996138cc5363c22cf8adf7806ecea944ad940");
    byte[] manifest = "{}".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(cipher.sealManifest(manifest, new ObjectFooter(9, 2))))
        .isEqualTo("ac5cf31243361856d0218ebc9657d76b769a");
  }

  @Test
  void openChunk_shouldInvertSealChunk() throws IntegrityException {
    byte[] opened = new byte[PLAINTEXT.length];
    byte[] sealed = seal(3, false);
    assertThat(cipher.openChunk(3, false, sealed, sealed.length, opened)).isEqualTo(9);
    assertThat(opened).isEqualTo(PLAINTEXT);
  }

  @Test
  void openChunk_shouldRefuseAnotherPlaceAndNameIt() {
    byte[] sealed = seal(3, false);
    assertRefused(cipher, 2, false, sealed);
    assertRefused(cipher, 3, true, sealed);
    assertRefused(cipher(new ObjectHeader(ID, 2, 65536)), 3, false, sealed);
    assertRefused(cipher(new ObjectHeader(ID, 1, 131072)), 3, false, sealed);
    assertRefused(cipher(new ObjectHeader(ObjectId.next(), 1, 65536)), 3, false, sealed);
  }

  @Test
  void openManifest_shouldRefuseAnotherFooterOrPart() {
    byte[] sealed = cipher.sealManifest(PLAINTEXT, new ObjectFooter(9, 9));
    assertThatThrownBy(() -> cipher.openManifest(sealed, new ObjectFooter(8, 9)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("manifest");
    assertThatThrownBy(() -> cipher.openManifest(seal(0, true), new ObjectFooter(9, 9)))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void sealChunk_shouldRefuseIndexBeyond32Bits() {
    assertThatThrownBy(() -> seal(1L << 32, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chunk index 4294967296");
  }

  @Test
  void footer_shouldNameBrokenLimits() {
    assertThatThrownBy(() -> new ObjectFooter(-1, 0)).hasMessageContaining("payload size -1");
    assertThatThrownBy(() -> new ObjectFooter(0, 1024 * 1024 + 1))
        .hasMessageContaining("manifest length 1048577 is not from 0 to 1048576");
  }

  private static void assertRefused(ObjectCipher cipher, long index, boolean last, byte[] sealed) {
    assertThatThrownBy(
            () -> cipher.openChunk(index, last, sealed, sealed.length, new byte[PLAINTEXT.length]))
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.chunk()).hasValue(index))
        .hasMessageContaining("chunk " + index);
  }

  private byte[] seal(long index, boolean last) {
    byte[] sealed = new byte[PLAINTEXT.length + 16];
    int length = cipher.sealChunk(index, last, PLAINTEXT, PLAINTEXT.length, sealed);
    return Arrays.copyOf(sealed, length);
  }

  private static ObjectCipher cipher(ObjectHeader header) {
    byte[] secret = new byte[32];
    for (int index = 0; index < secret.length; index++) {
      secret[index] = (byte) index;
    }
    return new ObjectCipher(
        DataKey.of(secret, SecretKeyAccess.granted()), header, ObjectCipher.newCipher());
  }
}
