package org.sealgate.dimse.pdu;

import java.util.Optional;

/** The reasons for a rejection that PS3.8 Table 9-21 names, each with the source it belongs to. */
public enum RejectReason {
  NO_REASON_GIVEN(RejectSource.SERVICE_USER, 1),
  APPLICATION_CONTEXT_NAME_NOT_SUPPORTED(RejectSource.SERVICE_USER, 2),
  CALLING_AE_TITLE_NOT_RECOGNIZED(RejectSource.SERVICE_USER, 3),
  CALLED_AE_TITLE_NOT_RECOGNIZED(RejectSource.SERVICE_USER, 7),
  ACSE_NO_REASON_GIVEN(RejectSource.SERVICE_PROVIDER_ACSE, 1),
  PROTOCOL_VERSION_NOT_SUPPORTED(RejectSource.SERVICE_PROVIDER_ACSE, 2),
  TEMPORARY_CONGESTION(RejectSource.SERVICE_PROVIDER_PRESENTATION, 1),
  LOCAL_LIMIT_EXCEEDED(RejectSource.SERVICE_PROVIDER_PRESENTATION, 2);

  private final RejectSource source;
  private final int code;

  RejectReason(RejectSource source, int code) {
    this.source = source;
    this.code = code;
  }

  /** Returns the source that gives this reason. */
  public RejectSource source() {
    return source;
  }

  /** Returns the code on the wire; it means this reason only together with {@link #source()}. */
  public int code() {
    return code;
  }

  /** Returns the named reason, or nothing for a reserved code. */
  public static Optional<RejectReason> of(RejectSource source, int code) {
    for (RejectReason reason : values()) {
      if (reason.source == source && reason.code == code) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
