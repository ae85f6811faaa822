/** The node: everything put together. */
@NullMarked
package org.sealgate.scp;

import org.jspecify.annotations.NullMarked;
