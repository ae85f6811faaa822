/** Tests of this package. */
@NullMarked
package org.sealgate.chain.receipt;

import org.jspecify.annotations.NullMarked;
