/**
 * The pneumonia classifier: from the data set of a chest X-ray to a probability, and from that to a
 * DICOM SR. For research only, not for clinical use: the model was trained on children of one to
 * five years from one hospital.
 *
 * <p>Start at {@link org.sealgate.inference.PneumoniaClassifier}.
 */
@NullMarked
package org.sealgate.inference;

import org.jspecify.annotations.NullMarked;
