package org.sealgate.dimse.service;

/**
 * The answer to a C-STORE (PS3.7 9.3.1.2).
 *
 * @param status the peer's status
 * @param command the whole command set, for relaying
 */
public record StoreResponse(Status status, CommandSet command) {
  /** Returns the answer in a C-STORE-RSP command set. */
  public static StoreResponse of(CommandSet command) {
    return new StoreResponse(command.status(), command);
  }
}
