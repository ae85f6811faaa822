/** End-to-end suites: a node in a process of its own between real peers. */
@NullMarked
package org.sealgate.testdicom.e2e;

import org.jspecify.annotations.NullMarked;
