package org.sealgate.dimse.association;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

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

  /** Takes a slot; returns whether there was one. */
  synchronized boolean take(InetAddress peer) {
    int ofPeer = byPeer.getOrDefault(peer, 0);
    if (all >= maximum || ofPeer >= maximumPerPeer) {
      return false;
    }
    all++;
    byPeer.put(peer, ofPeer + 1);
    return true;
  }

  /** Gives a slot back. */
  synchronized void release(InetAddress peer) {
    all--;
    byPeer.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
  }
}
