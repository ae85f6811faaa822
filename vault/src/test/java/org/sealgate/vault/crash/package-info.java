/** Tests of store and index together, across the death of their process. */
@NullMarked
package org.sealgate.vault.crash;

import org.jspecify.annotations.NullMarked;
