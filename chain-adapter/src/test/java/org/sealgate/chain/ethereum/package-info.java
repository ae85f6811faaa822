/** Tests of this package. */
@NullMarked
package org.sealgate.chain.ethereum;

import org.jspecify.annotations.NullMarked;
