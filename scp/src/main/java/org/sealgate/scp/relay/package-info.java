/** Everything that passes to the PACS unchanged: queries, worklist, performed procedure steps. */
@NullMarked
package org.sealgate.scp.relay;

import org.jspecify.annotations.NullMarked;
