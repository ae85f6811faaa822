package org.sealgate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelContractTest {
  @TempDir private Path folder;

  @Test
  void load_shouldDescribeTheBuiltInModel() throws Exception {
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      assertThat(classifier.model().name()).isEqualTo("Sealgate chest X-ray pneumonia");
      assertThat(classifier.model().sha256()).isEqualTo(ModelFile.sha256(builtIn()));
      assertThat(classifier.model().threshold()).isEqualTo(0.5);
      assertThat(classifier.model().population()).contains("children", "not for clinical use");
    }
  }

  @Test
  void builtIn_shouldBeAtMostTenMegabytes() throws Exception {
    assertThat(builtIn().length).isLessThanOrEqualTo(10_000_000);
  }

  @Test
  void load_shouldAcceptAFile_whenItHasTheRequiredDigest() throws Exception {
    Path file = write(builtIn());
    String digest = ModelFile.sha256(builtIn());
    try (PneumoniaClassifier classifier =
        PneumoniaClassifier.load(ModelOptions.ofFile(file).requiring(digest))) {
      assertThat(classifier.model().sha256()).isEqualTo(digest);
    }
  }

  @Test
  void load_shouldRefuseAFile_whenItHasAnotherDigest() throws Exception {
    ModelOptions options = ModelOptions.ofFile(write(builtIn())).requiring("ab".repeat(32));
    assertThatThrownBy(() -> PneumoniaClassifier.load(options))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("model has SHA-256 " + ModelFile.sha256(builtIn()))
        .hasMessageContaining("abab");
  }

  @Test
  void load_shouldRefuseAFileThatIsNoModel() throws Exception {
    Path file = write("not a model".getBytes(StandardCharsets.US_ASCII));
    assertRefused(file, "model is not a readable ONNX file");
  }

  @Test
  void load_shouldRefuseAModelWithoutMetadata() throws Exception {
    byte[] model = builtIn();
    int metadata = indexOf(model, "sealgate.contract");
    // The entry begins four bytes earlier: field 14 and its length, field 1 and its length (ONNX
    // metadata_props).
    int entry = metadata - 4;
    assertThat(model[entry]).isEqualTo((byte) (14 << 3 | 2));
    assertRefused(
        write(Arrays.copyOf(model, entry)), "model metadata sealgate.contract is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "chest-xray-pneumonia/1, chest-xray-pneumonia/2, sealgate.contract is 'chest-xray-pneumonia/2'",
    "'n,1,224,224', 'n,1,256,256', 'sealgate.input.shape is ''n,1,256,256'', ''n,1,224,224'' needed'",
    "antialiased-bilinear, nearest-neighbour---, sealgate.input.resize is 'nearest-neighbour---'",
    "'normal,bacteria,virus', 'bacteria,normal,virus', sealgate.output.classes is",
    "sealgate.population, sealgate.popularity, model metadata sealgate.population is missing",
  })
  void load_shouldRefuseAModel_whenItsMetadataSaySomethingElse(
      String from, String to, String reason) throws Exception {
    byte[] model = builtIn();
    byte[] replacement = to.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(replacement, 0, model, indexOf(model, from), replacement.length);
    assertRefused(write(model), reason);
  }

  @Test
  void load_shouldRefuseAModel_whenItsTensorsHaveOtherNames() throws Exception {
    byte[] model = builtIn();
    byte[] other = "probabilitiez".getBytes(StandardCharsets.US_ASCII);
    int metadata = indexOf(model, "sealgate.contract");
    for (int at = indexOf(model, "probabilities");
        at < metadata;
        at = indexOf(model, "probabilities")) {
      System.arraycopy(other, 0, model, at, other.length);
    }
    assertRefused(write(model), "model has no output named 'probabilities'");
  }

  @Test
  void options_shouldNameTheField() {
    assertThatThrownBy(() -> ModelOptions.builtIn().requiring("abc"))
        .hasMessage("sha256 is 'abc', 64 hexadecimal digits needed");
    assertThatThrownBy(() -> new ModelOptions(Optional.empty(), Optional.empty(), 0))
        .hasMessage("threads is 0, allowed: 1 to 64");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> PneumoniaClassifier.load(ModelOptions.ofFile(file)))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining(reason);
  }

  private Path write(byte[] model) throws IOException {
    return Files.write(folder.resolve("model.onnx"), model);
  }

  private static byte[] builtIn() throws ModelRefusedException, IOException {
    return ModelFile.read(ModelOptions.builtIn()).bytes();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
