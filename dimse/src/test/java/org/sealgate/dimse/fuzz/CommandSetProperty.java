package org.sealgate.dimse.fuzz;

import java.nio.ByteBuffer;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandFormatException;
import org.sealgate.dimse.service.CommandSet;

/** Command sets: what is decoded can be asked for everything, encoded and decoded again. */
final class CommandSetProperty implements Property {
  @Override
  public void check(byte[] input) {
    try {
      CommandSet decoded = CommandSet.decode(ByteBuffer.wrap(input));
      readAll(decoded);
      ByteBuffer encoded = decoded.encode();
      CommandSet again = CommandSet.decode(encoded);
      Property.requireEqual(decoded, again, "decoded again");
      Property.requireEqual(encoded, again.encode(), "encoded again");
    } catch (CommandFormatException refused) {
      String message = String.valueOf(refused.getMessage());
      if (!message.startsWith("Element (") && !message.startsWith("Command set ends")) {
        throw new AssertionError("refused without naming the element", refused);
      }
    }
  }

  private static void readAll(CommandSet set) {
    for (CommandElement element : CommandElement.values()) {
      set.unsignedShort(element);
      set.text(element);
      set.tags(element);
    }
    Property.requireEqual(set.hasDataSet(), set.withMessageId(7).hasDataSet(), "data set follows");
    Property.requireEqual(7, set.withMessageId(7).messageId(), "message id");
    Property.requireEqual(
        set.status(), CommandSet.builder().status(set.status()).build().status(), "status");
    set.commandField();
    set.subOperations();
    set.sopClassUid();
    set.sopInstanceUid();
    if (set.toString().isEmpty()) {
      throw new AssertionError("no text for a command set");
    }
  }
}
