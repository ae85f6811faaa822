package org.sealgate.scp.config;

import java.util.Locale;

/** What a peer may do at the node. */
public enum PeerService {
  /** C-STORE. */
  STORE,
  /** C-FIND, the worklist and every other service that is relayed to the PACS. */
  QUERY,
  /** C-MOVE and C-GET. */
  RETRIEVE;

  /** The service's name in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
