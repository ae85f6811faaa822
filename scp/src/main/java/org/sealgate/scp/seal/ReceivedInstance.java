package org.sealgate.scp.seal;

import java.time.Instant;
import org.sealgate.dimse.data.TransferSyntax;

/**
 * What is known of an instance before its data set: from the C-STORE-RQ and its presentation
 * context.
 *
 * @param sopClassUid Affected SOP Class UID
 * @param sopInstanceUid Affected SOP Instance UID
 * @param transferSyntax of the presentation context
 * @param source AE title of who sends it
 * @param receivedAt when its C-STORE-RQ came
 */
public record ReceivedInstance(
    String sopClassUid,
    String sopInstanceUid,
    TransferSyntax transferSyntax,
    String source,
    Instant receivedAt) {}
