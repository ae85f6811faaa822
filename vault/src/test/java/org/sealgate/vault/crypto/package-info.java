/** Tests of this package. */
@NullMarked
package org.sealgate.vault.crypto;

import org.jspecify.annotations.NullMarked;
