package org.sealgate.dimse.association;

import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Status;

/**
 * A response to an operation that this side invoked.
 *
 * @param command its command set
 * @param dataSet its data set, in memory; null if it has none
 */
public record DimseResponse(CommandSet command, @Nullable IncomingDataSet dataSet) {
  /** Returns the status. */
  public Status status() {
    return command.status();
  }
}
