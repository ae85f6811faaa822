package org.sealgate.dimse.association;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts associations in all and by IP address against their limits. */
final class AssociationSlots {
  private final int maximum;
  private final int maximumPerPeer;
  private final Map<InetAddress, Integer> byPeer = new HashMap<>();
  private int all;

  AssociationSlots(int maximum, int maximumPerPeer) {
    this.maximum = maximum;
    this.maximumPerPeer = maximumPerPeer;
  }

  /** Takes a slot; returns the limit that leaves none, empty if there was one. */
  synchronized Optional<LimitKind> take(InetAddress peer) {
    int ofPeer = byPeer.getOrDefault(peer, 0);
    if (all >= maximum) {
      return Optional.of(LimitKind.ASSOCIATIONS);
    }
    if (ofPeer >= maximumPerPeer) {
      return Optional.of(LimitKind.ASSOCIATIONS_PER_PEER);
    }
    all++;
    byPeer.put(peer, ofPeer + 1);
    return Optional.empty();
  }

  /** Gives a slot back. */
  synchronized void release(InetAddress peer) {
    all--;
    byPeer.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
  }
}
