/** Tests of {@code org.sealgate.scp.store}. */
@NullMarked
package org.sealgate.scp.store;

import org.jspecify.annotations.NullMarked;
