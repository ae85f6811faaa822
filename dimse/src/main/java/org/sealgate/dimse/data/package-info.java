/**
 * Data sets of DICOM PS3.5: parsing and writing them in every transfer syntax, the data dictionary
 * of PS3.6, and the files of PS3.10.
 *
 * <p>Streaming comes first. {@link org.sealgate.dimse.data.DataSetParser} takes bytes as they
 * arrive and reports elements to a {@link org.sealgate.dimse.data.DataSetHandler} in memory that
 * does not depend on the size of the object. {@link org.sealgate.dimse.data.Transcoder} re-encodes
 * in the same way. {@link org.sealgate.dimse.data.DataSet} is the tree for small data sets such as
 * identifiers, and is built on the same parser.
 */
@NullMarked
package org.sealgate.dimse.data;

import org.jspecify.annotations.NullMarked;
