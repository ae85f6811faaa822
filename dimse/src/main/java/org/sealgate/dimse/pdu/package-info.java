/**
 * The PDUs of the DICOM upper layer (PS3.8 9.3) with the user information sub-items of PS3.7 Annex
 * D.
 *
 * <p>Every PDU and every item is a record whose constructor refuses what the standard forbids.
 * {@link org.sealgate.dimse.pdu.PduEncoder} and {@link org.sealgate.dimse.pdu.PduDecoder} turn them
 * into bytes and back; all numbers on this layer are big endian. Decoding never reads past the
 * length that an item declares and refuses with {@link org.sealgate.dimse.pdu.PduFormatException}
 * naming the field and the limit that was broken.
 */
@NullMarked
package org.sealgate.dimse.pdu;

import org.jspecify.annotations.NullMarked;
