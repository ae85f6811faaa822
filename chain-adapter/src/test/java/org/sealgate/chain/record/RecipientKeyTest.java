package org.sealgate.chain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.chain.ethereum.TestAccounts;

class RecipientKeyTest {

  /** The first account of the development chains' well-known mnemonic. */
  @Test
  void address_shouldBeThatOfTheAccount() {
    assertThat(TestAccounts.GOVERNMENT.publicKey().address())
        .hasToString("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266")
        .isEqualTo(TestAccounts.GOVERNMENT.address());
  }

  @Test
  void fromHex_shouldReadItsOwnTextAndTheUncompressedForm() {
    RecipientKey key = TestAccounts.HOST.publicKey();
    assertThat(RecipientKey.fromHex("0x" + key)).isEqualTo(key).hasSameHashCodeAs(key);
    RecipientKey base = RecipientKey.ofPrivateKey(BigInteger.ONE);
    // SEC 2 2.4.1: the base point.
    assertThat(
            RecipientKey.fromHex(
                "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                    + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"))
        .isEqualTo(base)
        .isNotEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02",
        "00",
        "05be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f8179879",
        "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void fromHex_shouldRefuseWhatIsNoPoint(String text) {
    assertThatThrownBy(() -> RecipientKey.fromHex(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agree_shouldBeTheSameFromBothSides() {
    assertThat(TestAccounts.HOST.agree(TestAccounts.NODE.publicKey()))
        .hasSize(32)
        .isEqualTo(TestAccounts.NODE.agree(TestAccounts.HOST.publicKey()));
  }
}
