/** Tests of the classifier and its results. */
@org.jspecify.annotations.NullMarked
package org.sealgate.inference;
