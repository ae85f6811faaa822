/** Tests of {@code org.sealgate.scp.fingerprint}. */
@NullMarked
package org.sealgate.scp.fingerprint;

import org.jspecify.annotations.NullMarked;
