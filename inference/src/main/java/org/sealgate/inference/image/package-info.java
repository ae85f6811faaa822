/**
 * From the pixel data of a DICOM image to the 8-bit gray image that the model was trained on:
 * decoding of the transfer syntaxes, modality and VOI transformation, polarity, cropping of
 * collimation, antialiased resize.
 */
@NullMarked
package org.sealgate.inference.image;

import org.jspecify.annotations.NullMarked;
