/** The admin endpoint: status, health, readiness and receipts over HTTP, on loopback by default. */
@NullMarked
package org.sealgate.scp.admin;

import org.jspecify.annotations.NullMarked;
