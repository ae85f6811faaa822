package org.sealgate.inference;

import ai.onnxruntime.OrtException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.ReaderOptions;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ClassificationOutcome.Failed;
import org.sealgate.inference.ClassificationOutcome.Skipped;
import org.sealgate.inference.ClassificationOutcome.Timings;
import org.sealgate.inference.image.DicomImage;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.image.UnsupportedImageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies chest X-rays. One instance serves any number of threads; each classification runs on
 * the thread that calls, so who calls decides how many run at once.
 *
 * <pre>{@code
 * try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
 *   switch (classifier.classify(dataSetBytes, transferSyntax)) {
 *     case Classified classified -> StructuredReport.create(classified, now);
 *     case Skipped skipped -> log.info(skipped.reason());
 *     case Failed failed -> log.warn(failed.reason());
 *   }
 * }
 * }</pre>
 */
public final class PneumoniaClassifier implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(PneumoniaClassifier.class);

  private final OnnxModel model;
  private final EligibilityRules rules;
  private final ImageLimits limits;

  private PneumoniaClassifier(OnnxModel model, EligibilityRules rules, ImageLimits limits) {
    this.model = model;
    this.rules = rules;
    this.limits = limits;
  }

  /** Loads a model with the standard eligibility and limits. */
  public static PneumoniaClassifier load(ModelOptions options)
      throws ModelRefusedException, IOException {
    return load(options, EligibilityRules.standard(), ImageLimits.DEFAULT);
  }

  /**
   * Loads a model.
   *
   * @throws ModelRefusedException if the file has another SHA-256 than required, is no ONNX model,
   *     or breaks the contract (input, outputs, metadata); the message says how
   * @throws IOException if the file cannot be read
   */
  public static PneumoniaClassifier load(
      ModelOptions options, EligibilityRules rules, ImageLimits limits)
      throws ModelRefusedException, IOException {
    ModelFile file = ModelFile.read(options);
    return new PneumoniaClassifier(
        OnnxModel.open(file.bytes(), file.sha256(), options.threads()), rules, limits);
  }

  /** What the loaded model says about itself. */
  public ModelDescription model() {
    return model.description();
  }

  /**
   * Classifies one image.
   *
   * <p>Of an image that is not eligible only the attributes before Pixel Data are read.
   *
   * @param dataSet the bytes of the data set, without preamble and file meta information; not
   *     closed
   * @param transferSyntax how they are encoded
   */
  public ClassificationOutcome classify(InputStream dataSet, TransferSyntax transferSyntax) {
    try {
      return attempt(dataSet, transferSyntax);
    } catch (UnsupportedImageException exception) {
      return new Skipped(String.valueOf(exception.getMessage()));
    } catch (IOException exception) {
      return new Failed(String.valueOf(exception.getMessage()));
    } catch (OrtException | RuntimeException exception) {
      // Classification runs beside the store path: whatever an image does to it must stay an
      // outcome.
      LOGGER.warn("classification failed unexpectedly", exception);
      return new Failed(exception.toString());
    }
  }

  private ClassificationOutcome attempt(InputStream stream, TransferSyntax transferSyntax)
      throws IOException, OrtException {
    long began = System.nanoTime();
    BufferedInputStream input = new BufferedInputStream(stream, 1 << 16);
    DataSet header = header(input, transferSyntax);
    if (Eligibility.check(header, rules) instanceof Eligibility.Skipped(String reason)) {
      return new Skipped(reason);
    }
    DicomImage.requireReadable(header, limits.pixels());
    DataSet image =
        DataSetReader.read(
            input, transferSyntax, ReaderOptions.DEFAULT.withMaximumLength(limits.dataSetBytes()));
    long read = System.nanoTime();
    GrayImage prepared =
        DicomImage.prepare(
            DicomImage.render(image, transferSyntax, limits.pixels()), ModelContract.SIZE);
    long preparedAt = System.nanoTime();
    OnnxModel.Prediction prediction = model.predict(prepared);
    Timings timings =
        new Timings(
            Duration.ofNanos(read - began),
            Duration.ofNanos(preparedAt - read),
            Duration.ofNanos(System.nanoTime() - preparedAt));
    return new Classified(
        prediction.probability(),
        model.description(),
        prediction.attention(),
        prepared,
        timings,
        header);
  }

  /** Reads the attributes before Pixel Data and goes back to the first byte. */
  private DataSet header(BufferedInputStream input, TransferSyntax transferSyntax)
      throws IOException {
    input.mark(limits.headerBytes() + (1 << 20));
    DataSet header =
        DataSetReader.read(
            input,
            transferSyntax,
            ReaderOptions.DEFAULT
                .withMaximumLength(limits.headerBytes())
                .stoppingBefore(Tag.PIXEL_DATA));
    input.reset();
    return header;
  }

  /** Releases the model. Classifications must have ended. */
  @Override
  public void close() {
    model.close();
  }
}
