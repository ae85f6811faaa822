/** Tests of the benchmarks themselves. */
@NullMarked
package org.sealgate.testdicom.bench;

import org.jspecify.annotations.NullMarked;
