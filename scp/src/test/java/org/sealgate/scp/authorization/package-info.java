/** Tests of authorization. */
@NullMarked
package org.sealgate.scp.authorization;

import org.jspecify.annotations.NullMarked;
