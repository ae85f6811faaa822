package org.sealgate.scp.retrieve;

import java.io.IOException;
import org.sealgate.dimse.service.Status;

/** Where the instances of a retrieval come from. */
interface InstanceSource extends AutoCloseable {
  /**
   * Feeds every instance to the retrieval and returns how that ended, Success where nothing is
   * known to be missing.
   *
   * @throws IOException if the source broke off
   */
  Status feed(Retrieval retrieval) throws IOException;

  @Override
  void close();
}
