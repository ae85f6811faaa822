package org.sealgate.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import org.sealgate.inference.image.GrayImage;

/**
 * A model that keeps the {@link ModelContract}, opened in ONNX Runtime. May be used by several
 * threads at once.
 */
final class OnnxModel implements AutoCloseable {
  private static final long[] INPUT_SHAPE = {1, 1, ModelContract.SIZE, ModelContract.SIZE};

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelDescription description;

  private OnnxModel(OrtEnvironment environment, OrtSession session, ModelDescription description) {
    this.environment = environment;
    this.session = session;
    this.description = description;
  }

  /** Opens a model. Its SHA-256 is only recorded here; whoever read the bytes has checked it. */
  static OnnxModel open(byte[] bytes, String sha256, int threads) throws ModelRefusedException {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession session = session(environment, bytes, threads);
      try {
        return new OnnxModel(environment, session, ModelContract.check(session, sha256));
      } catch (ModelRefusedException | OrtException exception) {
        session.close();
        throw exception;
      }
    } catch (OrtException exception) {
      throw new ModelRefusedException(
          "model is not a readable ONNX file: " + exception.getMessage(), exception);
    }
  }

  private static OrtSession session(OrtEnvironment environment, byte[] bytes, int threads)
      throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(bytes, options);
    }
  }

  ModelDescription description() {
    return description;
  }

  /** Runs the model on an image of 224 x 224 gray values. */
  Prediction predict(GrayImage image) throws OrtException {
    if (image.width() != ModelContract.SIZE || image.height() != ModelContract.SIZE) {
      throw new IllegalArgumentException(image + ", the model takes 224 x 224");
    }
    try (OnnxTensor input = OnnxTensor.createTensor(environment, floats(image), INPUT_SHAPE);
        OrtSession.Result result = session.run(Map.of(ModelContract.INPUT, input))) {
      float normal =
          tensor(result, ModelContract.PROBABILITIES).orElseThrow().getFloatBuffer().get(0);
      return new Prediction(
          1.0 - normal, tensor(result, ModelContract.ATTENTION).map(OnnxModel::attention));
    }
  }

  private static Optional<OnnxTensor> tensor(OrtSession.Result result, String name) {
    return result.get(name).map(OnnxTensor.class::cast);
  }

  private static Attention attention(OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    float[] evidence = new float[Math.toIntExact(shape[1] * shape[2])];
    tensor.getFloatBuffer().get(evidence);
    return new Attention(Math.toIntExact(shape[2]), Math.toIntExact(shape[1]), evidence);
  }

  private static FloatBuffer floats(GrayImage image) {
    byte[] samples = image.samples();
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(samples.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (byte sample : samples) {
      buffer.put(sample & 0xFF);
    }
    return buffer.flip();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException exception) {
      throw new IllegalStateException("model does not close", exception);
    }
  }

  /** What the model says about one image. */
  record Prediction(double probability, Optional<Attention> attention) {}
}
