/**
 * The vault: encrypted copies of instances in an object store, and the index that finds them.
 *
 * <p>Nothing here knows DICOM: objects are bytes, identifiers and attributes given by the caller.
 */
@NullMarked
package org.sealgate.vault;

import org.jspecify.annotations.NullMarked;
