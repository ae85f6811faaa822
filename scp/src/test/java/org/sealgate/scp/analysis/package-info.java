@NullMarked
package org.sealgate.scp.analysis;

import org.jspecify.annotations.NullMarked;
