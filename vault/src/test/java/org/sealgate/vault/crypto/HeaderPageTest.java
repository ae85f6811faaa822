package org.sealgate.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;

final class HeaderPageTest {

  private final ObjectHeader header = new ObjectHeader(ObjectId.next(), 1, 65536);
  private final DataKey dataKey = DataKey.generate();
  private byte[] page = {};

  @BeforeEach
  void encode() throws KeyWrapException {
    page = HeaderPage.encode(header, TestKeys.of("old").wrap(dataKey, header.encode()));
  }

  @Test
  void decode_shouldInvertEncode() throws Exception {
    HeaderPage decoded = decode(page);
    assertThat(page).hasSize(HeaderPage.LENGTH);
    assertThat(decoded.header()).isEqualTo(header);
    assertThat(decoded.keyId()).hasValue("old");
    assertThat(decoded.isErased()).isFalse();
    assertThat(decoded.otherSlotIsEmpty()).isTrue();
    assertUnwraps(decoded, "old");
  }

  @Test
  void decode_shouldRefuseAnotherObjectsPage() {
    assertThatThrownBy(() -> HeaderPage.decode(page, ObjectId.next()))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("header: carries another object's id");
  }

  @Test
  void decode_shouldRefuseNewerFormat() {
    page[9] = 2;
    assertThatThrownBy(() -> decode(page))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("format version 2, cipher suite 1; this program knows version 1");
  }

  @Test
  void unwrap_shouldReadEveryStateOfAnInterruptedRotation() throws Exception {
    byte[] next = nextSlot();
    for (int written = 0; written <= next.length; written += 31) {
      byte[] torn = page.clone();
      System.arraycopy(next, 0, torn, HeaderPage.slotOffset(1), written);
      assertUnwraps(decode(torn), "old", "new");
    }
    System.arraycopy(next, 0, page, HeaderPage.slotOffset(1), next.length);
    assertThat(decode(page).keyId()).hasValue("new");
    assertUnwraps(decode(page), "new");
    assertUnwraps(decode(page), "old");
    for (int cleared = 0; cleared <= next.length; cleared += 31) {
      byte[] torn = page.clone();
      int offset = HeaderPage.slotOffset(0);
      Arrays.fill(torn, offset, offset + cleared, (byte) 0);
      assertUnwraps(decode(torn), "new");
    }
  }

  @Test
  void unwrap_shouldNameKeyThatIsNotHeld() throws Exception {
    HeaderPage decoded = decode(page);
    assertThatThrownBy(() -> decoded.unwrap(TestKeys.of("other")))
        .isInstanceOf(UnknownKeyException.class)
        .hasMessageContaining("'old'");
  }

  @Test
  void isErased_shouldHoldOnceBothSlotsAreZero() throws Exception {
    Arrays.fill(page, HeaderPage.slotOffset(0), HeaderPage.slotOffset(2), (byte) 0);
    HeaderPage erased = decode(page);
    assertThat(erased.isErased()).isTrue();
    assertThatThrownBy(() -> erased.unwrap(TestKeys.of("old")))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("no key slot is whole");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32768, 65535, 65537, 2 * 1024 * 1024})
  void checkChunkLength_shouldRefuseOtherThanPowersOfTwoInRange(int chunkLength) {
    assertThatThrownBy(() -> ObjectHeader.checkChunkLength(chunkLength))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chunk length " + chunkLength);
  }

  @Test
  void sealedLength_shouldCountATagForEveryChunk() {
    int capacity = header.chunkCapacity();
    assertThat(header.sealedLength(0)).isEqualTo(16);
    assertThat(header.sealedLength(capacity)).isEqualTo(65536);
    assertThat(header.sealedLength(capacity + 1)).isEqualTo(65536 + 17);
  }

  private byte[] nextSlot() throws Exception {
    return decode(page).encodeNextSlot(TestKeys.of("new").wrap(dataKey, header.encode()));
  }

  private HeaderPage decode(byte[] bytes) throws IntegrityException {
    return HeaderPage.decode(bytes, header.objectId());
  }

  private void assertUnwraps(HeaderPage decoded, String... keyIds) throws Exception {
    assertThat(decoded.unwrap(TestKeys.of(keyIds)).bytes(SecretKeyAccess.granted()))
        .isEqualTo(dataKey.bytes(SecretKeyAccess.granted()));
  }
}
