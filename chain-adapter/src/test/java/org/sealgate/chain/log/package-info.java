/** Tests of the log. */
@NullMarked
package org.sealgate.chain.log;

import org.jspecify.annotations.NullMarked;
