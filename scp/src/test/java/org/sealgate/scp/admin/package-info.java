/** Tests of {@code org.sealgate.scp.admin}. */
@NullMarked
package org.sealgate.scp.admin;

import org.jspecify.annotations.NullMarked;
