package org.sealgate.testdicom.pacs;

import java.time.Instant;
import java.util.Optional;

/**
 * What the PACS or a client noted about one C-STORE that it received.
 *
 * @param sopClassUid Affected SOP Class UID
 * @param sopInstanceUid Affected SOP Instance UID
 * @param transferSyntaxUid of the presentation context
 * @param callingAeTitle who sent it
 * @param calledAeTitle whom the sender called
 * @param moveOriginatorAeTitle who asked for the move, if it was one
 * @param dataSetLength bytes of the data set
 * @param sha256 digest of the data set's bytes, lower case hexadecimal
 * @param begun when the first fragment came
 * @param ended when the last fragment had come
 * @param status status that was answered; empty when none was
 */
public record ReceivedInstance(
    String sopClassUid,
    String sopInstanceUid,
    String transferSyntaxUid,
    String callingAeTitle,
    String calledAeTitle,
    Optional<String> moveOriginatorAeTitle,
    long dataSetLength,
    String sha256,
    Instant begun,
    Instant ended,
    Optional<Integer> status) {}
