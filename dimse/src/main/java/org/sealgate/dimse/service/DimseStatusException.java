package org.sealgate.dimse.service;

/**
 * Thrown by whoever handles a request, to have it answered with a status of the handler's choice.
 */
public final class DimseStatusException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  public DimseStatusException(Status status) {
    super(status.toString());
    this.status = status;
  }

  public DimseStatusException(Status status, Throwable cause) {
    super(status.toString(), cause);
    this.status = status;
  }

  /** Returns the status that goes on the wire. */
  public Status status() {
    return status;
  }
}
