package org.sealgate.dimse.association;

import java.time.Duration;

/**
 * How long an association waits for what.
 *
 * @param connect for the TCP (and TLS) connection
 * @param artim ARTIM timer (PS3.8 9.1.5): for the peer's whole A-ASSOCIATE-RQ, and for the peer to
 *     close the connection after a rejection, an abort or a release
 * @param associate for the acceptor's answer to an A-ASSOCIATE-RQ
 * @param idle between messages while no operation is in progress
 * @param message for the rest of a message that has begun, the waits taken together, less what its
 *     PDUs would take at the minimum rate: none may be longer, and a peer cannot stretch a message
 *     by many short ones
 * @param write for the peer to take bytes
 * @param dimse for a response after the request or the response before it
 * @param release for the answer to an A-RELEASE-RQ
 * @param minimumRate at which a message has to come if it takes longer than {@code message}, in
 *     bytes per second; only the time that this side waits counts
 */
public record AssociationTimeouts(
    Duration connect,
    Duration artim,
    Duration associate,
    Duration idle,
    Duration message,
    Duration write,
    Duration dimse,
    Duration release,
    int minimumRate) {

  /** Safe on a hospital network. */
  public static final AssociationTimeouts DEFAULT =
      new AssociationTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          1024);

  public AssociationTimeouts {
    check("connect", connect);
    check("artim", artim);
    check("associate", associate);
    check("idle", idle);
    check("message", message);
    check("write", write);
    check("dimse", dimse);
    check("release", release);
    if (minimumRate < 1) {
      throw new IllegalArgumentException(
          "minimumRate is " + minimumRate + "; it must be at least 1 byte per second");
    }
  }

  private static void check(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException(
          "Time-out " + name + " is " + value + "; it must be more than 0 and at most 30 days");
    }
  }

  /** Returns these time-outs with others for connecting and for the answer to the request. */
  public AssociationTimeouts withConnect(Duration connectTimeout, Duration associateTimeout) {
    return new AssociationTimeouts(
        connectTimeout, artim, associateTimeout, idle, message, write, dimse, release, minimumRate);
  }

  /** Returns these time-outs with another ARTIM timer. */
  public AssociationTimeouts withArtim(Duration value) {
    return new AssociationTimeouts(
        connect, value, associate, idle, message, write, dimse, release, minimumRate);
  }

  /** Returns these time-outs with another wait between messages. */
  public AssociationTimeouts withIdle(Duration value) {
    return new AssociationTimeouts(
        connect, artim, associate, value, message, write, dimse, release, minimumRate);
  }

  /** Returns these time-outs with another wait inside a message, for reading and writing. */
  public AssociationTimeouts withMessage(Duration read, Duration written) {
    return new AssociationTimeouts(
        connect, artim, associate, idle, read, written, dimse, release, minimumRate);
  }

  /** Returns these time-outs with another wait for a response. */
  public AssociationTimeouts withDimse(Duration value) {
    return new AssociationTimeouts(
        connect, artim, associate, idle, message, write, value, release, minimumRate);
  }

  /** Returns these time-outs with another wait for the answer to a release. */
  public AssociationTimeouts withRelease(Duration value) {
    return new AssociationTimeouts(
        connect, artim, associate, idle, message, write, dimse, value, minimumRate);
  }

  /** Returns these time-outs with another rate at which long messages have to come. */
  public AssociationTimeouts withMinimumRate(int bytesPerSecond) {
    return new AssociationTimeouts(
        connect, artim, associate, idle, message, write, dimse, release, bytesPerSecond);
  }
}
