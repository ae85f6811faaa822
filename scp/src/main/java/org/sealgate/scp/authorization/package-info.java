/**
 * Whether who associates may do what it asks for: by the configuration alone, or by the roles that
 * accounts have on Ethereum.
 */
@NullMarked
package org.sealgate.scp.authorization;

import org.jspecify.annotations.NullMarked;
