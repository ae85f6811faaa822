/**
 * Associations: the upper layer's state machine (PS3.8 9.2), sockets, and DIMSE message exchange
 * over them (PS3.7 8), for both roles.
 *
 * <p>{@link org.sealgate.dimse.association.DicomServer} accepts associations, {@link
 * org.sealgate.dimse.association.AssociationConnector} opens them; both yield an {@link
 * org.sealgate.dimse.association.Association}. Each has one reader thread that owns the receiving
 * side. Data sets pass as borrowed slices of the receive buffer and are never held in memory as a
 * whole.
 */
@NullMarked
package org.sealgate.dimse.association;

import org.jspecify.annotations.NullMarked;
