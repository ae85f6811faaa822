/**
 * The object store: durable, encrypted, write-once objects that are streamed in and out in bounded
 * memory.
 */
@NullMarked
package org.sealgate.vault.store;

import org.jspecify.annotations.NullMarked;
