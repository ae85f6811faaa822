/** Tests of the audit trail. */
@NullMarked
package org.sealgate.scp.audit;

import org.jspecify.annotations.NullMarked;
