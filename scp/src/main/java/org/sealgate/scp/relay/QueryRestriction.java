package org.sealgate.scp.relay;

import org.sealgate.dimse.data.DataSet;

/** What a peer that may not ask for everything gets to ask for, and to see of the answers. */
public interface QueryRestriction {
  /** No restriction: identifiers and responses pass as they are, unread. */
  QueryRestriction NONE =
      new QueryRestriction() {
        @Override
        public DataSet constrain(DataSet identifier) {
          return identifier;
        }

        @Override
        public boolean mayPass(DataSet response) {
          return true;
        }
      };

  /**
   * The identifier to ask the PACS with.
   *
   * @throws IllegalArgumentException if the identifier asks for what it must not
   */
  DataSet constrain(DataSet identifier);

  /** Whether a response's identifier may be passed on. */
  boolean mayPass(DataSet response);
}
