package org.sealgate.scp.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasscodeHashTest {
  private static final String PASSCODE = "grün und blau";

  @Test
  void matches_shouldKnowThePasscodeAndNoOther() {
    PasscodeHash hash = PasscodeHash.parse(PasscodeHash.of(PASSCODE.toCharArray()).toString());
    assertThat(hash.matches(PASSCODE.toCharArray())).isTrue();
    assertThat(hash.matches("grün und rot".toCharArray())).isFalse();
    assertThat(hash.matches(new char[0])).isFalse();
  }

  /** Made with Python's hashlib.pbkdf2_hmac. */
  @Test
  void matches_shouldAgreeWithAnotherImplementation() {
    assertThat(
            PasscodeHash.parse(
                    "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$8AFMryBL26CydBJh861BQ0NXuOxZnKtEK88U+rFUfSY=")
                .matches(PASSCODE.toCharArray()))
        .isTrue();
  }

  @Test
  void of_shouldSaltEachHash() {
    assertThat(PasscodeHash.of(PASSCODE.toCharArray()))
        .asString()
        .startsWith("pbkdf2-sha256$600000$")
        .isNotEqualTo(PasscodeHash.of(PASSCODE.toCharArray()).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$AAAA",
        "pbkdf2-sha256$99999$AAECAwQFBgcICQoLDA0ODw==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2-sha256$100000$AAEC$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void parse_shouldRefuseWhatIsNoHashOrTooWeak(String text) {
    assertThatThrownBy(() -> PasscodeHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passcode hash");
  }
}
