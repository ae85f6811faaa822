package org.sealgate.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model must be to take the place of the one that comes with this library: an input of gray
 * images, an output of class probabilities, and metadata (ONNX {@code metadata_props}) that say
 * what both mean. Shapes alone do not tell a pneumonia model from any other, so a file without the
 * metadata is refused.
 */
final class ModelContract {
  /** Name and version of this contract, the value of {@code sealgate.contract}. */
  static final String NAME = "chest-xray-pneumonia/1";

  /** Width and height of the input, in pixels. */
  static final int SIZE = 224;

  /** Classes of the output in their order; pneumonia is 1 - normal. */
  static final List<String> CLASSES = List.of("normal", "bacteria", "virus");

  static final String INPUT = "image";
  static final String PROBABILITIES = "probabilities";

  /** Optional output: the evidence for pneumonia by field of the image. */
  static final String ATTENTION = "attention";

  private final Map<String, String> metadata;

  private ModelContract(Map<String, String> metadata) {
    this.metadata = metadata;
  }

  /** Checks an opened model and returns what it says about itself. */
  static ModelDescription check(OrtSession session, String sha256)
      throws ModelRefusedException, OrtException {
    ModelContract contract = new ModelContract(session.getMetadata().getCustomMetadata());
    contract.checkMetadata();
    requireTensor("input", INPUT, session.getInputInfo().get(INPUT), -1, 1, SIZE, SIZE);
    requireTensor(
        "output", PROBABILITIES, session.getOutputInfo().get(PROBABILITIES), -1, CLASSES.size());
    NodeInfo attention = session.getOutputInfo().get(ATTENTION);
    if (attention != null) {
      requireTensor("output", ATTENTION, attention, -1, -1, -1);
    }
    return contract.describe(sha256);
  }

  private void checkMetadata() throws ModelRefusedException {
    require("sealgate.contract", NAME);
    require("sealgate.input", INPUT);
    require("sealgate.input.shape", "n,1," + SIZE + "," + SIZE);
    require("sealgate.input.resize", "antialiased-bilinear");
    require("sealgate.output", PROBABILITIES);
    require("sealgate.output.classes", String.join(",", CLASSES));
  }

  private ModelDescription describe(String sha256) throws ModelRefusedException {
    String threshold = value("sealgate.threshold");
    try {
      return new ModelDescription(
          value("sealgate.name"),
          value("sealgate.version"),
          sha256,
          Double.parseDouble(threshold),
          value("sealgate.population"));
    } catch (IllegalArgumentException exception) {
      throw new ModelRefusedException(
          "model metadata sealgate.threshold is '"
              + threshold
              + "', a number between 0 and 1 needed",
          exception);
    }
  }

  private void require(String key, String expected) throws ModelRefusedException {
    String value = value(key);
    if (!value.equals(expected)) {
      throw new ModelRefusedException(
          "model metadata " + key + " is '" + value + "', '" + expected + "' needed");
    }
  }

  private String value(String key) throws ModelRefusedException {
    String value = metadata.get(key);
    if (value == null || value.isBlank()) {
      throw new ModelRefusedException(
          "model metadata " + key + " is missing: not a model for this contract");
    }
    return value;
  }

  /** A dimension of -1 in the expected shape stands for any. */
  private static void requireTensor(
      String kind, String name, @Nullable NodeInfo node, long... expected)
      throws ModelRefusedException {
    if (node == null) {
      throw new ModelRefusedException("model has no " + kind + " named '" + name + "'");
    }
    if (!(node.getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || !matches(tensor.getShape(), expected)) {
      throw new ModelRefusedException(
          "model "
              + kind
              + " '"
              + name
              + "' is "
              + node.getInfo()
              + ", float "
              + Arrays.toString(expected)
              + " needed (-1: any)");
    }
  }

  private static boolean matches(long[] shape, long[] expected) {
    if (shape.length != expected.length) {
      return false;
    }
    for (int axis = 0; axis < shape.length; axis++) {
      boolean batch = axis == 0;
      if (batch
          ? shape[axis] != -1 && shape[axis] != 1
          : expected[axis] != -1 && shape[axis] != expected[axis]) {
        return false;
      }
    }
    return true;
  }
}
