/** The way to the PACS. */
@NullMarked
package org.sealgate.scp.upstream;

import org.jspecify.annotations.NullMarked;
