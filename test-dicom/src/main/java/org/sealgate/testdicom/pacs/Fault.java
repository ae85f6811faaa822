package org.sealgate.testdicom.pacs;

import java.time.Duration;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.TransferSyntax;

/** One way in which the PACS misbehaves. */
public sealed interface Fault {
  /**
   * STORE and SEND: waits before each fragment it reads or writes. FIND: before each answer.
   *
   * @param delay for each fragment or answer
   */
  record Slow(Duration delay) implements Fault {}

  /**
   * Waits until the gate is opened: before it reads a data set, answers, or sends.
   *
   * @param gate opened by the test
   */
  record Hold(Gate gate) implements Fault {}

  /**
   * ASSOCIATE: rejects the association.
   *
   * @param decision result, source and reason of the A-ASSOCIATE-RJ
   */
  record RejectAssociation(AssociationDecision.Reject decision) implements Fault {}

  /**
   * ECHO, STORE, FIND, RETRIEVE: answers with a status, without doing what it was asked for. SEND:
   * counts the sub-operation as failed without sending.
   *
   * @param status status of the response, such as 0xA700
   * @param comment error comment, at most 64 characters
   */
  record Refuse(int status, String comment) implements Fault {}

  /**
   * STORE: keeps the instance with other values and answers with warning B000, Coercion of Data
   * Elements. SEND: sends it with other values.
   *
   * @param replacements elements that take the place of those with the same tags
   */
  record Coerce(DataSet replacements) implements Fault {}

  /**
   * SEND: flips the lowest bit of one byte of Pixel Data.
   *
   * @param offset which byte of the value (of the first fragment, if encapsulated), counted from
   *     the front, or from the back if negative: -1 is the last
   */
  record TamperPixels(long offset) implements Fault {}

  /**
   * SEND: re-encodes into another native transfer syntax.
   *
   * @param transferSyntax a native one or the deflated one
   */
  record Transcode(TransferSyntax transferSyntax) implements Fault {}

  /**
   * STORE and SEND: closes the TCP connection, without an abort, after so many bytes of the data
   * set. Other operations: instead of answering.
   *
   * @param afterBytes bytes of the data set read or written before
   */
  record Drop(long afterBytes) implements Fault {}

  /** Does what it was asked for and never answers. */
  record StopAnswering() implements Fault {}
}
