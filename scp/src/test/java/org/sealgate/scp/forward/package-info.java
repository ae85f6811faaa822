/** Tests of {@code org.sealgate.scp.forward}. */
@NullMarked
package org.sealgate.scp.forward;

import org.jspecify.annotations.NullMarked;
