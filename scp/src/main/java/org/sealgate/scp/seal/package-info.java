/**
 * Sealing: from the bytes of an instance to a durable object, an index row and a leaf in the log.
 */
@NullMarked
package org.sealgate.scp.seal;

import org.jspecify.annotations.NullMarked;
