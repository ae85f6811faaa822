/** Peers, instances and configurations that the tests of the node share. */
@NullMarked
package org.sealgate.scp.testing;

import org.jspecify.annotations.NullMarked;
