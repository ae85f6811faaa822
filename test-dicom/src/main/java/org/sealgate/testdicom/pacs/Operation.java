package org.sealgate.testdicom.pacs;

/** What a peer asks the PACS for, as far as faults can be scripted. */
public enum Operation {
  /** An association request. */
  ASSOCIATE,
  /** C-ECHO. */
  ECHO,
  /** C-STORE from the peer. */
  STORE,
  /** C-FIND. */
  FIND,
  /** C-MOVE or C-GET as a whole. */
  RETRIEVE,
  /** A C-STORE of the PACS as part of a C-MOVE or C-GET. */
  SEND
}
