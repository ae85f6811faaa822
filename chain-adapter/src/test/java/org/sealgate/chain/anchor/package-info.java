/** Tests of this package. */
@NullMarked
package org.sealgate.chain.anchor;

import org.jspecify.annotations.NullMarked;
