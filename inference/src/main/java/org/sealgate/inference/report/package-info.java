/** Content items of DICOM structured reports (PS3.3 C.17.3), as data sets. */
@NullMarked
package org.sealgate.inference.report;

import org.jspecify.annotations.NullMarked;
