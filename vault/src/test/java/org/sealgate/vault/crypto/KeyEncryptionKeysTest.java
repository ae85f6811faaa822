package org.sealgate.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;

final class KeyEncryptionKeysTest {

  private static final byte[] CONTEXT = "context".getBytes(StandardCharsets.US_ASCII);

  @Test
  void unwrap_shouldInvertWrap() throws KeyWrapException {
    KeyEncryptionKeys keys = TestKeys.of("first", "second");
    DataKey dataKey = DataKey.generate();
    WrappedKey wrapped = keys.wrap(dataKey, CONTEXT);
    assertThat(wrapped.keyId()).isEqualTo("second");
    assertThat(bytes(keys.unwrap(wrapped, CONTEXT))).isEqualTo(bytes(dataKey));
  }

  @Test
  void unwrap_shouldReadTheVectorOfTheFormatDescription() throws KeyWrapException {
    // Computed once by an independent implementation of docs/vault-format.md.
    String entry = "hospital-2026:QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=";
    String wrapped =
        "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
            + "6e0026c42540dd10b08c0f7bd8358e180bb89e469bd0dfffcf5303427131b9ef"
            + "ff5981031991042b6ee31593d0d24b11";
    ObjectId id = ObjectId.parse("019a2b3c-4d5e-7f01-8203-040506070809");
    DataKey unwrapped =
        EnvironmentKeys.load(Map.of("KEYS", entry), "KEYS")
            .unwrap(
                new WrappedKey("hospital-2026", HexFormat.of().parseHex(wrapped)),
                new ObjectHeader(id, 1, 65536).encode());
    assertThat(HexFormat.of().formatHex(bytes(unwrapped)))
        .isEqualTo("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  }

  @Test
  void wrap_shouldNeverGiveTheSameBytesTwice() throws KeyWrapException {
    KeyEncryptionKeys keys = TestKeys.of("first");
    DataKey dataKey = DataKey.generate();
    assertThat(keys.wrap(dataKey, CONTEXT).bytes())
        .isNotEqualTo(keys.wrap(dataKey, CONTEXT).bytes());
  }

  @Test
  void unwrap_shouldRefuseAnotherContext() throws KeyWrapException {
    KeyEncryptionKeys keys = TestKeys.of("first");
    WrappedKey wrapped = keys.wrap(DataKey.generate(), CONTEXT);
    assertThatThrownBy(() -> keys.unwrap(wrapped, new byte[7]))
        .isInstanceOf(KeyWrapException.class)
        .hasMessageContaining("does not unwrap under key 'first'");
  }

  @Test
  void unwrap_shouldRefuseEveryFlippedByte() throws KeyWrapException {
    KeyEncryptionKeys keys = TestKeys.of("first");
    byte[] wrapped = keys.wrap(DataKey.generate(), CONTEXT).bytes();
    for (int index = 0; index < wrapped.length; index++) {
      byte[] altered = wrapped.clone();
      altered[index] ^= 1;
      assertThatThrownBy(() -> keys.unwrap(new WrappedKey("first", altered), CONTEXT))
          .isInstanceOf(KeyWrapException.class);
    }
  }

  @Test
  void unwrap_shouldRefuseAnotherKeyAndAnotherLength() throws KeyWrapException {
    KeyEncryptionKeys keys = TestKeys.of("second", "first");
    byte[] wrapped = keys.wrap(DataKey.generate(), CONTEXT).bytes();
    assertThatThrownBy(() -> keys.unwrap(new WrappedKey("second", wrapped), CONTEXT))
        .isInstanceOf(KeyWrapException.class);
    assertThatThrownBy(() -> keys.unwrap(new WrappedKey("first", new byte[79]), CONTEXT))
        .isInstanceOf(KeyWrapException.class)
        .hasMessageContaining("79 bytes, not 80");
  }

  @Test
  void unwrap_shouldNameKeyThatIsNotHeld() throws KeyWrapException {
    WrappedKey wrapped = TestKeys.of("lost").wrap(DataKey.generate(), CONTEXT);
    assertThatThrownBy(() -> TestKeys.of("first").unwrap(wrapped, CONTEXT))
        .isInstanceOf(UnknownKeyException.class)
        .hasMessageContaining("'lost'");
  }

  @Test
  void load_shouldRefuseBadEntriesWithoutQuotingThem() {
    String good = TestKeys.base64(TestKeys.secret("a"));
    assertRefused("", "is not set");
    assertRefused("secretsecret", "expected key-id:base64");
    assertRefused("a:!!!secret", "key 'a' is not base64");
    assertRefused("a:c2VjcmV0", "key 'a' has 6 bytes, not 32");
    assertRefused("Upper:" + good, "key id 'Upper'");
    assertRefused("a:" + good + ",a:" + good, "key 'a' is there twice");
  }

  private static void assertRefused(String value, String message) {
    assertThatThrownBy(() -> EnvironmentKeys.load(Map.of("KEYS", value), "KEYS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void dataKey_shouldRefuseUseAfterClose() {
    DataKey dataKey = DataKey.generate();
    dataKey.close();
    assertThatThrownBy(() -> bytes(dataKey)).isInstanceOf(IllegalStateException.class);
    assertThat(dataKey).hasToString("DataKey[secret]");
  }

  @Test
  void dataKey_shouldRefuseOtherLengths() {
    assertThatThrownBy(() -> DataKey.of(new byte[16], SecretKeyAccess.granted()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 bytes, not 32");
  }

  @Test
  void wrappedKey_shouldRefuseLengthsThatDoNotFitTheSlot() {
    assertThatThrownBy(() -> new WrappedKey("a", new byte[769]))
        .hasMessageContaining("769 bytes, not 1 to 768");
    assertThatThrownBy(() -> new WrappedKey("a".repeat(129), new byte[1]))
        .hasMessageContaining("1 to 128");
  }

  private static byte[] bytes(DataKey key) {
    return key.bytes(SecretKeyAccess.granted());
  }
}
