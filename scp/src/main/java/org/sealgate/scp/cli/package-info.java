/** The command line. */
@NullMarked
package org.sealgate.scp.cli;

import org.jspecify.annotations.NullMarked;
