/**
 * What anchoring costs in time and gas: images one by one as the original scheme did, against one
 * transaction for a whole log, on several chains.
 */
@NullMarked
package org.sealgate.testdicom.bench.anchor;

import org.jspecify.annotations.NullMarked;
