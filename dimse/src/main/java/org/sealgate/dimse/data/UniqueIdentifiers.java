package org.sealgate.dimse.data;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Unique identifiers (PS3.5 9, PS3.6 A): names of the registered ones, a check, and new ones. */
public final class UniqueIdentifiers {
  private static final int MAXIMUM_LENGTH = 64;
  private static final String UUID_ROOT = "2.25.";
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    for (String resource :
        new String[] {"sop-classes.tsv", "retired-sop-classes.tsv", "services.tsv"}) {
      ResourceTable.rows(resource, 2).forEach(row -> NAMES.put(row[0], row[1]));
    }
  }

  private UniqueIdentifiers() {}

  /** The name of a SOP class, a well-known SOP instance or a transfer syntax. */
  public static Optional<String> name(String uid) {
    String name = NAMES.get(uid);
    if (name != null) {
      return Optional.of(name);
    }
    TransferSyntax syntax = TransferSyntax.of(uid.isEmpty() ? "?" : uid);
    return syntax.known() ? Optional.of(syntax.name()) : Optional.empty();
  }

  /**
   * Whether the text has the form of PS3.5 9.1: numbers without leading zeros, separated by dots,
   * 64 characters at most.
   */
  public static boolean isValid(String uid) {
    return uid.length() <= MAXIMUM_LENGTH && uid.matches("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))+");
  }

  /** A new UID from a random UUID (PS3.5 B.2). */
  public static String create() {
    UUID uuid = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * 2);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return UUID_ROOT + new BigInteger(1, bytes.array());
  }
}
