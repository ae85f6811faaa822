package org.sealgate.scp.retrieve;

import java.util.function.Consumer;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.scp.forward.InstanceSender;
import org.sealgate.scp.forward.TransferContexts;

/**
 * An instance whose verdict is known and that may leave.
 *
 * @param sopClassUid its SOP class
 * @param sopInstanceUid its SOP instance
 * @param transferSyntax in which its content is encoded
 * @param size of the content in bytes
 * @param content its data set
 * @param outcome told whether it reached the destination; releases what the content holds
 */
record Deliverable(
    String sopClassUid,
    String sopInstanceUid,
    TransferSyntax transferSyntax,
    long size,
    InstanceSender.Content content,
    Consumer<Boolean> outcome) {

  TransferContexts.Need need() {
    return new TransferContexts.Need(sopClassUid, transferSyntax.uid());
  }
}
