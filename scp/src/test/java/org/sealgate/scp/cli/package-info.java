/** Tests of {@code org.sealgate.scp.cli}. */
@NullMarked
package org.sealgate.scp.cli;

import org.jspecify.annotations.NullMarked;
