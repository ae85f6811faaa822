package org.sealgate.scp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sealgate.inference.EligibilityRules;

/**
 * Classification.
 *
 * @param enabled whether chest X-rays are classified
 * @param model a model file in place of the built-in one
 * @param modelSha256 the SHA-256 that the model must have, 64 hexadecimal digits; empty accepts any
 *     model that keeps the contract
 * @param report whether a result becomes a DICOM SR in the image's study
 * @param attentionPicture whether it becomes a Secondary Capture with the model's attention too
 * @param busyInterval while images arrive, at most one is classified per this time
 * @param eligibility which images are classified
 */
public record InferenceConfiguration(
    boolean enabled,
    Optional<Path> model,
    Optional<String> modelSha256,
    boolean report,
    boolean attentionPicture,
    Duration busyInterval,
    EligibilityRules eligibility) {}
