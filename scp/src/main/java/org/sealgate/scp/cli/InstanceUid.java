package org.sealgate.scp.cli;

import java.util.regex.Pattern;

/** Checks a UID that a person typed, before it becomes part of an address. */
final class InstanceUid {
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private InstanceUid() {}

  static String require(String text) throws CommandFailedException {
    if (!UID.matcher(text).matches()) {
      throw new CommandFailedException(
          "UID must be digits and dots, at most 64 characters, but is \"" + text + "\"");
    }
    return text;
  }
}
