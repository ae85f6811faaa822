/** Tests of the benchmark. */
@org.jspecify.annotations.NullMarked
package org.sealgate.inference.benchmark;
