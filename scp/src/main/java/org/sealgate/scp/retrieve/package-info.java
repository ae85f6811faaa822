/** C-MOVE and C-GET: instances on their way back, checked before their last byte leaves. */
@NullMarked
package org.sealgate.scp.retrieve;

import org.jspecify.annotations.NullMarked;
