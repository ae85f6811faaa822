/**
 * What hostile, broken and slow peers can do to a server and to a client over real sockets: nothing
 * that lasts. Whatever they send, both answer, abort or time out, keep no thread, file or
 * descriptor, and serve the next peer.
 */
@NullMarked
package org.sealgate.dimse.robustness;

import org.jspecify.annotations.NullMarked;
