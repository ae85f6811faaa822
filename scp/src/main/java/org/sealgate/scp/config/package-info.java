/** The node's configuration: records of what is configured, and the reader of {@code node.yaml}. */
@NullMarked
package org.sealgate.scp.config;

import org.jspecify.annotations.NullMarked;
