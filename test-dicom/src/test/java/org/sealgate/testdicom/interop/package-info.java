/**
 * Interoperability: our DICOM network layer against other people's, both as SCU against us and as
 * SCP for us. What is tested with whom is listed in {@code docs/interoperability.md}.
 */
@NullMarked
package org.sealgate.testdicom.interop;

import org.jspecify.annotations.NullMarked;
