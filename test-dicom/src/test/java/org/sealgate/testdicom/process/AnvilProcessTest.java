package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilProcessTest {
  private static final String ACCOUNT = "0x00000000000000000000000000000000000000aa";

  @TempDir Path folder;

  @Test
  void start_shouldServeAChain() throws IOException {
    try (AnvilProcess anvil = AnvilProcess.start(AnvilOptions.INSTANT, folder)) {
      assertThat(anvil.call("eth_chainId").asText()).isEqualTo("0x7a69");
      anvil.call("evm_mine");
      assertThat(anvil.blockNumber()).isEqualTo(1);
      assertThatThrownBy(() -> anvil.call("eth_noSuchMethod"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("eth_noSuchMethod");
    }
  }

  @Test
  void restart_shouldKeepTheStateAndTheAddress_afterKill() throws IOException {
    try (AnvilProcess anvil = AnvilProcess.start(AnvilOptions.DEFAULT, folder)) {
      anvil.call("anvil_setBalance", ACCOUNT, "0x1234");
      Path state = folder.resolve("anvil-state.json");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.exists(state) && Files.readString(state).contains("0x1234"));

      anvil.kill();
      assertThatThrownBy(anvil::blockNumber).isInstanceOf(IOException.class);
      anvil.restart();

      assertThat(anvil.call("eth_getBalance", ACCOUNT, "latest").asText()).isEqualTo("0x1234");
    }
  }

  @Test
  void options_shouldRefuseABlockTimeOfHalfASecond() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnvilOptions(Duration.ofMillis(500), true, List.of()))
        .withMessageContaining("blockTime");
  }
}
