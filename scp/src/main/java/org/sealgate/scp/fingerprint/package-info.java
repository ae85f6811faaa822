/**
 * The three digests of an instance and what follows from comparing them; {@code
 * docs/fingerprint.md} is the specification.
 */
@NullMarked
package org.sealgate.scp.fingerprint;

import org.jspecify.annotations.NullMarked;
