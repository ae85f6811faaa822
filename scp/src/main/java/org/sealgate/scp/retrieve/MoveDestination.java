package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.scp.forward.TransferContexts;

/**
 * Another AE: C-MOVE (PS3.4 C.4.2). Opened with the first instance, with the contexts of all that
 * are foreseen; opened again only for an instance that nobody foresaw, or after an abort.
 */
final class MoveDestination implements Destination {
  private final ConnectOptions options;
  private final MoveOriginator originator;
  private final Set<TransferContexts.Need> needs;
  private @Nullable Association association;

  MoveDestination(
      ConnectOptions options,
      MoveOriginator originator,
      Collection<TransferContexts.Need> foreseen) {
    this.options = options;
    this.originator = originator;
    this.needs = new LinkedHashSet<>(foreseen);
  }

  @Override
  public Optional<Lane> lane(TransferContexts.Need need) throws IOException {
    boolean foreseen = !needs.add(need);
    Association open = association;
    if (open != null && (!open.isOpen() || !foreseen)) {
      open.close();
      open = null;
    }
    if (open == null) {
      open =
          AssociationConnector.connect(
              options.withPresentationContexts(TransferContexts.propose(needs)));
      association = open;
    }
    Association current = open;
    return TransferContexts.choose(current, need).map(context -> new Lane(current, context));
  }

  @Override
  public MoveOriginator originator() {
    return originator;
  }

  @Override
  public boolean canTakeBack() {
    return true;
  }

  @Override
  public void close() {
    if (association != null) {
      association.close();
    }
  }
}
