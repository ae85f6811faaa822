/** Tests of {@code org.sealgate.scp.admission}. */
@NullMarked
package org.sealgate.scp.admission;

import org.jspecify.annotations.NullMarked;
