package org.sealgate.chain.roles;

import java.time.Duration;

/** What is known of an account at the moment. */
public sealed interface RoleKnowledge {
  /**
   * The contract's word.
   *
   * @param permission what it says
   * @param block the newest block it was seen to hold at
   * @param age how long ago that was
   */
  record Known(Permission permission, long block, Duration age) implements RoleKnowledge {}

  /**
   * The contract's word has become too old to go by, or was never heard.
   *
   * @param reason one line for people
   */
  record Unavailable(String reason) implements RoleKnowledge {}
}
