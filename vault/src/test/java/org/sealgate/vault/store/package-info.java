/** Tests of this package. */
@NullMarked
package org.sealgate.vault.store;

import org.jspecify.annotations.NullMarked;
