package org.sealgate.scp.audit;

import java.util.Locale;

/** What is worth a line in the audit trail. */
public enum AuditEvent {
  /** The node took up its work. */
  NODE_STARTED,
  /** The node ended in good order. */
  NODE_STOPPED,
  /** An association was rejected. */
  ASSOCIATION_REJECTED,
  /** A peer asked for a service that it may not use. */
  SERVICE_REFUSED,
  /** Someone on this machine allowed for a while what roles refuse. */
  BREAK_GLASS_OPENED,
  /** A service was used that only an open break-glass allowed. */
  BREAK_GLASS_USED,
  /** The break-glass has run out, or was ended. */
  BREAK_GLASS_ENDED,
  /** An instance came again under its SOP Instance UID with other content. */
  CONFLICTING_INSTANCE,
  /** Bytes that are no data set were taken into custody. */
  UNPARSABLE_INSTANCE,
  /** Forwarding an instance was given up. */
  DEAD_LETTER,
  /**
   * What the PACS handed out is not what was sealed; the vault's copy was delivered in its place.
   */
  MISMATCH_REPLACED,
  /** What the PACS handed out is not what was sealed, and no good copy could be delivered. */
  MISMATCH_WITHHELD,
  /** What the PACS handed out has the sealed pixels under other attributes. */
  ATTRIBUTES_CHANGED;

  /** The event's name in the trail. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
