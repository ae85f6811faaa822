package org.sealgate.scp.authorization;

import java.util.EnumSet;
import java.util.Set;
import org.sealgate.chain.roles.Role;

/** Which role may use which service (docs/roles.md, "Who may do what"). */
public final class RolePolicy {
  private RolePolicy() {}

  /** The services of a role. A patient's are for the patient's own record only. */
  public static Set<WireService> services(Role role) {
    return switch (role) {
      case HOST, DOCTOR -> EnumSet.allOf(WireService.class);
      case DEVICE -> EnumSet.of(WireService.STORE, WireService.WORKFLOW);
      case PATIENT -> EnumSet.of(WireService.QUERY, WireService.RETRIEVE);
      case GOVERNMENT -> EnumSet.noneOf(WireService.class);
    };
  }
}
