/** Tests of {@code org.sealgate.scp.seal}. */
@NullMarked
package org.sealgate.scp.seal;

import org.jspecify.annotations.NullMarked;
