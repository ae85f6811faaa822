/** Who may associate with the node, and for what. */
@NullMarked
package org.sealgate.scp.admission;

import org.jspecify.annotations.NullMarked;
