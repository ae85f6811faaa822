/** Tests of the configuration. */
@NullMarked
package org.sealgate.scp.config;

import org.jspecify.annotations.NullMarked;
