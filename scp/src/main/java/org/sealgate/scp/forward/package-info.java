/** Forwarding what the PACS has not confirmed yet, from the vault. */
@NullMarked
package org.sealgate.scp.forward;

import org.jspecify.annotations.NullMarked;
