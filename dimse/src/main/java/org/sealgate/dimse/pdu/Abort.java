package org.sealgate.dimse.pdu;

/**
 * A-ABORT PDU (PS3.8 9.3.8): bytes 7–8 reserved, 9 source, 10 reason/diagnostic.
 *
 * @param source who aborts
 * @param reason the code of {@link AbortReason} if the source is the provider, else 0 and not
 *     tested
 */
public record Abort(AbortSource source, int reason) implements Pdu {
  public Abort {
    if (reason < 0 || reason > 0xFF) {
      throw new IllegalArgumentException("Reason is " + reason + "; it must be 0 to 255");
    }
  }

  /** Returns the abort that a service user asks for. */
  public static Abort byServiceUser() {
    return new Abort(AbortSource.SERVICE_USER, 0);
  }

  /** Returns the A-P-ABORT that the provider answers a protocol error with. */
  public static Abort byServiceProvider(AbortReason reason) {
    return new Abort(AbortSource.SERVICE_PROVIDER, reason.code());
  }
}
