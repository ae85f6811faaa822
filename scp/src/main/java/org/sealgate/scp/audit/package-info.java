/** The audit trail: what a hospital has to be able to show later. */
@NullMarked
package org.sealgate.scp.audit;

import org.jspecify.annotations.NullMarked;
