/** What receiving allocates on the heap, measured with JMH and its GC profiler. */
@NullMarked
package org.sealgate.testdicom.allocation;

import org.jspecify.annotations.NullMarked;
