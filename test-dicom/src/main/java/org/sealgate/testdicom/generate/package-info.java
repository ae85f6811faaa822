/**
 * Studies made from a seed: chest radiographs, CT series and ultrasound clips whose objects carry
 * the attributes that their information object definitions (PS3.3) ask for, with UIDs under 2.25
 * and pixels that compress about as clinical ones do.
 *
 * <p>The same seed gives the same bytes on every machine. Pixels are made frame by frame while they
 * are written, so an object may be larger than the heap.
 */
@NullMarked
package org.sealgate.testdicom.generate;

import org.jspecify.annotations.NullMarked;
