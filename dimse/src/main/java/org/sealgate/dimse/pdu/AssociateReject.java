package org.sealgate.dimse.pdu;

/**
 * A-ASSOCIATE-RJ PDU (PS3.8 9.3.4): byte 7 reserved, 8 result, 9 source, 10 reason.
 *
 * @param result whether trying again may help
 * @param source which part of the acceptor rejects
 * @param reason code that has its meaning from the source, see {@link RejectReason}
 */
public record AssociateReject(RejectResult result, RejectSource source, int reason) implements Pdu {
  public AssociateReject {
    if (reason < 0 || reason > 0xFF) {
      throw new IllegalArgumentException("Reason is " + reason + "; it must be 0 to 255");
    }
  }

  /** Returns a rejection with one of the named reasons. */
  public static AssociateReject of(RejectResult result, RejectReason reason) {
    return new AssociateReject(result, reason.source(), reason.code());
  }

  /** Returns the words for a log: result, source and reason by name where the standard has one. */
  public String describe() {
    String name =
        RejectReason.of(source, reason).map(Enum::name).orElse("reserved reason " + reason);
    return result + " by " + source + ": " + name;
  }
}
