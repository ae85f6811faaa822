/** The commands of {@code ./sealgate} that need generated studies and peers: demo and bench. */
@NullMarked
package org.sealgate.testdicom.cli;

import org.jspecify.annotations.NullMarked;
