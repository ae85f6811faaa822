/**
 * Measures the classifier on a labelled set of images, through the whole path from DICOM bytes to
 * the probability.
 */
@NullMarked
package org.sealgate.inference.benchmark;

import org.jspecify.annotations.NullMarked;
