package org.sealgate.dimse.association;

/**
 * What a server has counted since its start.
 *
 * @param connections TCP connections accepted
 * @param connectionsRefused closed at once because too many were open
 * @param associationsAccepted A-ASSOCIATE-AC sent
 * @param associationsRejected A-ASSOCIATE-RJ sent, those for limits included
 * @param associationsOverLimit rejected because of the limits on associations
 * @param brokenHandshakes ended before an answer: garbage, time-out, connection closed
 * @param associationsOpen established now
 */
public record ServerStatistics(
    long connections,
    long connectionsRefused,
    long associationsAccepted,
    long associationsRejected,
    long associationsOverLimit,
    long brokenHandshakes,
    int associationsOpen) {}
