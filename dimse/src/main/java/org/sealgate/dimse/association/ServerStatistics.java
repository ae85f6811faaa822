package org.sealgate.dimse.association;

import java.util.Map;

/**
 * What a server has counted since its start.
 *
 * @param connections TCP connections accepted
 * @param associationsAccepted A-ASSOCIATE-AC sent
 * @param associationsRejected A-ASSOCIATE-RJ sent, for whatever reason
 * @param userIdentitiesRefused rejected because the user identity was not true
 * @param brokenHandshakes ended before an answer: garbage, time-out, connection closed
 * @param associationsOpen established now
 * @param limitsExceeded how often peers ran into each limit; those at 0 are left out
 */
public record ServerStatistics(
    long connections,
    long associationsAccepted,
    long associationsRejected,
    long userIdentitiesRefused,
    long brokenHandshakes,
    int associationsOpen,
    Map<LimitKind, Long> limitsExceeded) {
  public ServerStatistics {
    limitsExceeded = Map.copyOf(limitsExceeded);
  }

  /** Returns how often peers ran into a limit. */
  public long exceeded(LimitKind kind) {
    return limitsExceeded.getOrDefault(kind, 0L);
  }

  /** Returns how many associations were rejected because of the limits on their number. */
  public long associationsOverLimit() {
    return exceeded(LimitKind.ASSOCIATIONS) + exceeded(LimitKind.ASSOCIATIONS_PER_PEER);
  }
}
