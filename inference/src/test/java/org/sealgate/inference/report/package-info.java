/** Tests of the report's parts. */
@org.jspecify.annotations.NullMarked
package org.sealgate.inference.report;
