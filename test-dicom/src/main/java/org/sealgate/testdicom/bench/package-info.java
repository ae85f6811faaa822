/** Benchmarks of single parts: the wire against DCMTK, the classification of radiographs. */
@NullMarked
package org.sealgate.testdicom.bench;

import org.jspecify.annotations.NullMarked;
