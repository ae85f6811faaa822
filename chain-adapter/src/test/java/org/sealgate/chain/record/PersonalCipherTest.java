package org.sealgate.chain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.chain.anchor.EthereumAddress;

class PersonalCipherTest {
  private static final Reader HOST = new Reader(BigInteger.valueOf(7));
  private static final Reader PATIENT = new Reader(BigInteger.valueOf(11));
  private static final Reader STRANGER = new Reader(BigInteger.valueOf(13));
  private static final PersonalContext CONTEXT = context(1, "ab", PersonalField.BIRTHDAY);
  private static final List<RecipientKey> BOTH = List.of(HOST.publicKey(), PATIENT.publicKey());

  private record Reader(BigInteger privateKey) implements KeyAgreement {
    @Override
    public RecipientKey publicKey() {
      return RecipientKey.ofPrivateKey(privateKey);
    }

    @Override
    public byte[] agree(RecipientKey point) {
      return point.multiplyX(privateKey);
    }
  }

  private static PersonalContext context(long chainId, String byteOfAddress, PersonalField field) {
    return new PersonalContext(
        chainId, new EthereumAddress("0x" + byteOfAddress.repeat(20)), field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-31", "Zoë, Größe 12, ☎ +49 30 1234567"})
  void decipher_shouldGiveTheTextToEachRecipient(String text) throws PersonalValueException {
    byte[] ciphertext = PersonalCipher.encipher(text, CONTEXT, BOTH);
    assertThat(PersonalCipher.decipher(ciphertext, CONTEXT, HOST)).isEqualTo(text);
    assertThat(PersonalCipher.decipher(ciphertext, CONTEXT, PATIENT)).isEqualTo(text);
  }

  @Test
  void decipher_shouldRefuseWhoIsNoRecipient() {
    byte[] ciphertext = PersonalCipher.encipher("1970-01-31", CONTEXT, BOTH);
    assertThatThrownBy(() -> PersonalCipher.decipher(ciphertext, CONTEXT, STRANGER))
        .isInstanceOf(PersonalValueException.class)
        .hasMessageContaining("not for account " + STRANGER.publicKey().address());
  }

  @ParameterizedTest
  @CsvSource({"2,ab,BIRTHDAY", "1,cd,BIRTHDAY", "1,ab,CONTACT"})
  void decipher_shouldRefuseACiphertextOfAnotherPlace(
      long chainId, String record, PersonalField field) {
    byte[] ciphertext = PersonalCipher.encipher("1970-01-31", CONTEXT, BOTH);
    assertThatThrownBy(
            () -> PersonalCipher.decipher(ciphertext, context(chainId, record, field), PATIENT))
        .isInstanceOf(PersonalValueException.class);
  }

  @Test
  void decipher_shouldRefuseEveryChangedByteAndEveryTruncation() {
    byte[] ciphertext = PersonalCipher.encipher("1970-01-31", CONTEXT, List.of(HOST.publicKey()));
    for (int position = 0; position < ciphertext.length; position++) {
      byte[] changed = ciphertext.clone();
      changed[position] ^= 1;
      byte[] cut = java.util.Arrays.copyOf(ciphertext, position);
      for (byte[] bad : List.of(changed, cut)) {
        assertThatThrownBy(() -> PersonalCipher.decipher(bad, CONTEXT, HOST))
            .as("at %d", position)
            .isInstanceOf(PersonalValueException.class);
      }
    }
  }

  @Test
  void encipher_shouldHideTheLengthAndNeverRepeat() {
    Set<String> seen = new HashSet<>();
    for (String text : List.of("1", "1970-01-31", "x".repeat(62))) {
      byte[] ciphertext = PersonalCipher.encipher(text, CONTEXT, BOTH);
      assertThat(ciphertext).hasSize(35 + 2 * 48 + 64 + 16);
      seen.add(new String(ciphertext, java.nio.charset.StandardCharsets.ISO_8859_1));
      byte[] again = PersonalCipher.encipher(text, CONTEXT, BOTH);
      seen.add(new String(again, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    assertThat(seen).hasSize(6);
  }

  @Test
  void encipher_shouldFitTheContractAtItsLongest() {
    RecipientKey key = HOST.publicKey();
    String longest = "x".repeat(PersonalCipher.MAXIMUM_TEXT_LENGTH);
    assertThat(PersonalCipher.encipher(longest, CONTEXT, List.of(key, key, key, key)))
        .hasSizeLessThanOrEqualTo(PersonalCipher.MAXIMUM_LENGTH);
    assertThatThrownBy(() -> PersonalCipher.encipher(longest + "x", CONTEXT, BOTH))
        .hasMessageContaining("703 bytes, not 1 to 702");
    assertThatThrownBy(() -> PersonalCipher.encipher("", CONTEXT, BOTH))
        .hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> PersonalCipher.encipher("x", CONTEXT, List.of()))
        .hasMessageContaining("0 recipients, not 1 to 4");
  }

  @Test
  void bodyPart_shouldBeOneToSixteenBytes() {
    assertThat(new BodyPart("CHEST")).hasToString("CHEST");
    assertThatThrownBy(() -> new BodyPart("")).hasMessageContaining("0 bytes, not 1 to 16");
    assertThatThrownBy(() -> new BodyPart("ß".repeat(9))).hasMessageContaining("18 bytes");
  }
}
