/** Tests of the vault, and what they share. */
@NullMarked
package org.sealgate.vault;

import org.jspecify.annotations.NullMarked;
