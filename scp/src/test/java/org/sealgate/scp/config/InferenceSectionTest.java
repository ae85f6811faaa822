package org.sealgate.scp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.inference.EligibilityRules;

class InferenceSectionTest {
  private static final String MINIMAL =
      """
      ae-title: SEALGATE
      pacs:
        ae-title: ORTHANC
        host: localhost
        port: 4242
      """;

  private static InferenceConfiguration parse(String section) {
    return NodeConfigurationReader.parse("node.yaml", MINIMAL + section, Path.of("/etc/sealgate"))
        .inference();
  }

  @Test
  void read_shouldHaveDefaults() {
    InferenceConfiguration inference = parse("");
    assertThat(inference.enabled()).isTrue();
    assertThat(inference.model()).isEmpty();
    assertThat(inference.modelSha256()).isEmpty();
    assertThat(inference.report()).isTrue();
    assertThat(inference.attentionPicture()).isFalse();
    assertThat(inference.busyInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(inference.eligibility()).isEqualTo(EligibilityRules.standard());
  }

  @Test
  void read_shouldTakeEveryKey() {
    InferenceConfiguration inference =
        parse(
            """
            inference:
              model: other.onnx
              model-sha256: %s
              report: false
              attention-picture: true
              busy-interval: 500ms
              eligibility:
                modalities: [DX]
                sop-classes: [1.2.840.10008.5.1.4.1.1.1.1]
                body-parts: [chest]
                views: [PA]
                words: []
                view-required: true
            """
                .formatted("A1".repeat(32)));
    assertThat(inference.model()).contains(Path.of("/etc/sealgate/other.onnx"));
    assertThat(inference.modelSha256()).contains("A1".repeat(32));
    assertThat(inference.report()).isFalse();
    assertThat(inference.attentionPicture()).isTrue();
    assertThat(inference.busyInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(inference.eligibility().modalities()).containsExactly("DX");
    assertThat(inference.eligibility().sopClasses()).containsExactly("1.2.840.10008.5.1.4.1.1.1.1");
    assertThat(inference.eligibility().bodyParts()).containsExactly("CHEST");
    assertThat(inference.eligibility().views()).containsExactly("PA");
    assertThat(inference.eligibility().words()).isEmpty();
    assertThat(inference.eligibility().viewRequired()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model-sha256: 12 | node.yaml:6: inference.model-sha256 must be 64 hexadecimal digits, but is \"12\"",
        "busy-interval: 2h | node.yaml:6: inference.busy-interval must be at most 1h, but is PT2H",
        "report: maybe | node.yaml:6: inference.report must be true or false, but is \"maybe\"",
        "eligibility: {views: []} | node.yaml:6: inference.eligibility.views must not be empty: nothing would be classified",
        "eligibility: {view: [AP]} | node.yaml:6: unknown key inference.eligibility.view; did you mean views?"
      })
  void read_shouldNameKeyAndLimit(String line, String message) {
    assertThatThrownBy(() -> parse("inference: {" + line + "}\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
