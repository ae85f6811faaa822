/** The store path: a C-STORE on its way into custody and to the PACS. */
@NullMarked
package org.sealgate.scp.store;

import org.jspecify.annotations.NullMarked;
