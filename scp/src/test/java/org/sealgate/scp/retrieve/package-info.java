/** Tests of {@code org.sealgate.scp.retrieve}. */
@NullMarked
package org.sealgate.scp.retrieve;

import org.jspecify.annotations.NullMarked;
