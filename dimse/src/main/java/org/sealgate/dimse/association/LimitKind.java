package org.sealgate.dimse.association;

/**
 * The limits of {@link AssociationLimits} and {@link AssociationTimeouts} that a peer can run into,
 * as {@link ServerStatistics} counts them.
 */
public enum LimitKind {
  /** More connections than associations are allowed: the one that stood still longest goes. */
  CONNECTIONS,
  /** Associations of a server in all: A-ASSOCIATE-RJ, local limit exceeded. */
  ASSOCIATIONS,
  /** Associations with one IP address: A-ASSOCIATE-RJ, local limit exceeded. */
  ASSOCIATIONS_PER_PEER,
  /** Presentation contexts of one A-ASSOCIATE-RQ: A-ASSOCIATE-RJ, local limit exceeded. */
  PRESENTATION_CONTEXTS,
  /** Length of a PDU: A-ABORT. */
  PDU_LENGTH,
  /** Length of a command set: A-ABORT. */
  COMMAND_SET_LENGTH,
  /** Length of a data set that is held in memory: a failure status, for responses A-ABORT. */
  IDENTIFIER_LENGTH,
  /** Operations that the peer has outstanding: a failure status. */
  OPERATIONS,
  /** Time to connect. */
  CONNECT_TIME,
  /** ARTIM: time to the end of the A-ASSOCIATE-RQ, and for the peer to close the connection. */
  ARTIM_TIME,
  /** Time to the answer to an A-ASSOCIATE-RQ. */
  ASSOCIATE_TIME,
  /** Time between messages: A-ABORT. */
  IDLE_TIME,
  /** Time for the rest of a message, and the rate at which a long one comes: A-ABORT. */
  MESSAGE_TIME,
  /** Time for the peer to take bytes: the connection is closed. */
  WRITE_TIME,
  /** Time to the response to an operation: A-ABORT. */
  DIMSE_TIME,
  /** Time to the answer to an A-RELEASE-RQ: A-ABORT. */
  RELEASE_TIME
}
