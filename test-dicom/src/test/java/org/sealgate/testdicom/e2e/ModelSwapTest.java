package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.scp.cli.Main;
import org.sealgate.testdicom.process.JavaProcess;
import org.sealgate.testdicom.process.ManagedProcess;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.Peer;

/** Another model by configuration; a wrong one refuses the start with the reason in one line. */
class ModelSwapTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void run_shouldTakeAnotherModel_whenItKeepsTheContract() throws IOException {
    byte[] bytes = builtIn();
    replace(bytes, "Sealgate chest X-ray pneumonia", "Another chest X-ray pneumonia.");
    Path model = Files.write(folder.resolve("other.onnx"), bytes);
    try (NodeProcess node =
        NodeProcess.start(
            Sites.node(Peer.local("PACS", 1))
                .with("inference.enabled", true)
                .with("inference.model", model.toString()),
            folder.resolve("node"))) {
      assertThat(node.status().at("/classification/model").asText())
          .startsWith("Another chest X-ray pneumonia.");
    }
  }

  @Test
  void run_shouldRefuse_aFileThatIsNoModel() throws Exception {
    assertRefused(
        Files.writeString(folder.resolve("text.onnx"), "no model"),
        "inference.model is refused: model is not a readable ONNX file");
  }

  @Test
  void run_shouldRefuse_aModelWithoutItsMetadata() throws Exception {
    byte[] bytes = builtIn();
    replace(bytes, "sealgate.contract", "otherkey.contract");
    assertRefused(
        Files.write(folder.resolve("bare.onnx"), bytes),
        "inference.model is refused: model metadata sealgate.contract is missing");
  }

  @Test
  void run_shouldRefuse_aModelOfAnotherShape() throws Exception {
    byte[] bytes = builtIn();
    replace(bytes, "n,1,224,224", "n,3,224,224");
    assertRefused(
        Files.write(folder.resolve("shape.onnx"), bytes),
        "inference.model is refused: model metadata sealgate.input.shape is 'n,3,224,224'");
  }

  @Test
  void run_shouldRefuse_aModelThatIsTooLarge() throws Exception {
    Path model = folder.resolve("large.onnx");
    try (RandomAccessFile file = new RandomAccessFile(model.toFile(), "rw")) {
      file.setLength((100L << 20) + 1);
    }
    assertRefused(model, "has 104857601 bytes, the limit is 104857600");
  }

  @Test
  void run_shouldRefuse_aModelWithAnotherDigest() throws Exception {
    assertRefused(
        Files.write(folder.resolve("same.onnx"), builtIn()),
        "inference.model is refused: model has SHA-256",
        "model-sha256: \"" + "0".repeat(64) + "\"");
  }

  @Test
  void run_shouldRefuse_aModelThatIsNotThere() throws Exception {
    assertRefused(folder.resolve("none.onnx"), "inference.model cannot be read");
  }

  private void assertRefused(Path model, String reason, String... settings) throws Exception {
    Path file = Files.writeString(folder.resolve("node.yaml"), configuration(model, settings));
    ManagedProcess run =
        JavaProcess.of(Main.class.getName(), "run", "--config", file.toString())
            .start("refused", folder);
    try (run) {
      assertThat(run.awaitExit(LIMIT)).isEqualTo(1);
    }
    assertThat(run.log().lines().filter(line -> line.startsWith("sealgate: ")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains(reason));
    assertThat(run.log()).doesNotContain("\tat ");
  }

  private static String configuration(Path model, String... settings) {
    return """
    ae-title: SEALGATE
    port: 0
    admin: {enabled: false}
    pacs: {ae-title: PACS, host: 127.0.0.1, port: 1}
    inference:
      model: %s
      %s
    """
        .formatted(model, String.join("\n  ", settings));
  }

  private static byte[] builtIn() throws IOException {
    try (InputStream stream =
        PneumoniaClassifier.class.getResourceAsStream("chest-xray-pneumonia.onnx")) {
      return Objects.requireNonNull(stream, "the built-in model").readAllBytes();
    }
  }

  /** Replaces a text by one of the same length, so that the file stays well-formed. */
  private static void replace(byte[] bytes, String from, String to) {
    byte[] old = from.getBytes(StandardCharsets.US_ASCII);
    assertThat(to).hasSameSizeAs(from);
    for (int at = 0; at + old.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + old.length, old, 0, old.length)) {
        System.arraycopy(to.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, old.length);
        return;
      }
    }
    throw new IllegalArgumentException("the model has no '" + from + "'");
  }
}
