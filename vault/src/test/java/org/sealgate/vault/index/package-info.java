/** Tests of this package. */
@NullMarked
package org.sealgate.vault.index;

import org.jspecify.annotations.NullMarked;
