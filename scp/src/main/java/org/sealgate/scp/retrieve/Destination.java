package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.scp.forward.TransferContexts;

/** Where the instances of one retrieval go. Used by one thread at a time. */
interface Destination extends AutoCloseable {

  /**
   * The way to send an instance; empty if the destination accepts it in no transfer syntax that it
   * has or can be converted to.
   *
   * @throws IOException if the destination cannot be reached
   */
  Optional<Lane> lane(TransferContexts.Need need) throws IOException;

  /** The Move Originator to name in each C-STORE-RQ; null for a C-GET. */
  @Nullable MoveOriginator originator();

  /** Whether an instance that was begun can be taken back by aborting, and sent again. */
  boolean canTakeBack();

  @Override
  void close();

  /** An association and a context on it. */
  record Lane(Association association, PresentationContext context) {}
}
