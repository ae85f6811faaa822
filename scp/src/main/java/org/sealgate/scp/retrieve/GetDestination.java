package org.sealgate.scp.retrieve;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.scp.forward.TransferContexts;

/** The asking association itself: C-GET (PS3.4 C.4.3). */
record GetDestination(Association association) implements Destination {
  @Override
  public Optional<Lane> lane(TransferContexts.Need need) {
    return TransferContexts.choose(association, need)
        .map(context -> new Lane(association, context));
  }

  @Override
  public @Nullable MoveOriginator originator() {
    return null;
  }

  @Override
  public boolean canTakeBack() {
    return false;
  }

  @Override
  public void close() {
    // The association is the asking peer's.
  }
}
