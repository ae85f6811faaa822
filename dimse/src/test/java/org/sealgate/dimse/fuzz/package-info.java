/**
 * Properties that must hold for any bytes whatever, for the readers that face the network and
 * foreign files: what they accept survives decode, encode, decode; what they refuse is refused with
 * the documented exception; and neither takes more memory than the input justifies.
 *
 * <p>{@link org.sealgate.dimse.fuzz.FuzzCampaign} searches for inputs that break them, with Jazzer;
 * the normal tests replay the seeds and every input that once did.
 */
@NullMarked
package org.sealgate.dimse.fuzz;

import org.jspecify.annotations.NullMarked;
