package org.sealgate.vault.index;

/** What is durably known of a delivery. */
public enum DeliveryState {
  /** To be sent, now or after a failed attempt; also while it is being sent. */
  PENDING,
  /** The destination said so. */
  DELIVERED,
  /** Given up; a person has to look. */
  DEAD
}
