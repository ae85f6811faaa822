package org.sealgate.dimse.association;

import java.util.Optional;

/** The state of one association, moved along {@link StateTable}. Safe for several threads. */
final class StateMachine {
  private final boolean requestor;
  private volatile UpperLayerState state = UpperLayerState.STA1;

  StateMachine(boolean requestor) {
    this.requestor = requestor;
  }

  UpperLayerState state() {
    return state;
  }

  /**
   * Moves on an event and returns the action to carry out; empty, without a move, where the
   * standard's table is blank.
   */
  synchronized Optional<UpperLayerAction> tryFire(UpperLayerEvent event) {
    Optional<UpperLayerAction> action = StateTable.action(event, state);
    if (action.isPresent()) {
      state = action.get().next(requestor);
    }
    return action;
  }

  /** The part of AE-6 for a request that the service provider itself rejects: Sta13, not Sta3. */
  synchronized void rejectedByProvider() {
    if (state != UpperLayerState.STA3) {
      throw new IllegalStateException("AE-6 rejects in " + state);
    }
    state = UpperLayerState.STA13;
  }
}
