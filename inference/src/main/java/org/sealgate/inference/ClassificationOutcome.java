package org.sealgate.inference;

import java.time.Duration;
import java.util.Optional;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.inference.image.GrayImage;

/** What became of one image. Every image gets one of these; none of them is ever an exception. */
public sealed interface ClassificationOutcome {
  /**
   * The model has spoken.
   *
   * @param probability of pneumonia, 0 to 1
   * @param model the model, with its SHA-256
   * @param attention where the evidence lies in the prepared image; empty where the model does not
   *     say
   * @param prepared the image as the model saw it
   * @param timings how long it took
   * @param header the image's attributes without Pixel Data, for {@link StructuredReport#create}
   */
  record Classified(
      double probability,
      ModelDescription model,
      Optional<Attention> attention,
      GrayImage prepared,
      Timings timings,
      DataSet header)
      implements ClassificationOutcome {
    /** Checks the probability. */
    public Classified {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("probability is " + probability + ", must be 0 to 1");
      }
    }

    /** Whether the probability reaches the model's threshold. */
    public boolean isPneumonia() {
      return probability >= model.threshold();
    }
  }

  /**
   * A sound object that is not classified.
   *
   * @param reason which attribute decided
   */
  record Skipped(String reason) implements ClassificationOutcome {}

  /**
   * An eligible object that could not be classified.
   *
   * @param reason what is wrong with it
   */
  record Failed(String reason) implements ClassificationOutcome {}

  /**
   * Time spent on one image.
   *
   * @param reading from the first byte read to the parsed data set
   * @param preparing decoding, rendering, cropping and resize
   * @param inferring running the model
   */
  record Timings(Duration reading, Duration preparing, Duration inferring) {
    /** All of it. */
    public Duration total() {
      return reading.plus(preparing).plus(inferring);
    }
  }
}
