package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PeerTest {
  @Test
  void constructor_shouldRefuseWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Peer.local("ARCHIVE_WITH_LONG_NAME", 104))
        .withMessageContaining("1 to 16 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Peer.local("ARCHIVE", 65536))
        .withMessage("port: 65536 is not in 1..65535");
  }

  @Test
  void peer_shouldNameBothTitlesForDcmtk() {
    assertThat(Dcmtk.peer("CT1", Peer.local("ARCHIVE", 104)))
        .containsExactly("-aet", "CT1", "-aec", "ARCHIVE", "127.0.0.1", "104");
  }
}
