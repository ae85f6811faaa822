/** Tests of the image path. */
@org.jspecify.annotations.NullMarked
package org.sealgate.inference.image;
