package org.sealgate.dimse.association;

import java.util.Optional;
import org.sealgate.dimse.pdu.ImplementationClassUid;
import org.sealgate.dimse.pdu.ImplementationVersionName;
import org.sealgate.dimse.pdu.UserInformation;

/**
 * Who a node says it is made by (PS3.7 D.3.3.2).
 *
 * @param classUid implementation class UID; empty only for a peer that did not send one
 * @param versionName at most 16 characters; empty if the peer did not send one
 */
public record Implementation(Optional<String> classUid, Optional<String> versionName) {
  /** This library's own names; the UID is derived from a UUID (PS3.5 B.2). */
  public static final Implementation DEFAULT =
      of("2.25.268194937620118264407325174083158274811", "SEALGATE_DIMSE");

  public Implementation {
    classUid.ifPresent(ImplementationClassUid::new);
    versionName.ifPresent(ImplementationVersionName::new);
  }

  /** Returns an implementation with both names. */
  public static Implementation of(String classUid, String versionName) {
    return new Implementation(Optional.of(classUid), Optional.of(versionName));
  }

  /** Returns what a peer says about itself. */
  public static Implementation of(UserInformation information) {
    return new Implementation(
        information.implementationClassUid(), information.implementationVersionName());
  }
}
