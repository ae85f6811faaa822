package org.sealgate.dimse.association;

/**
 * What a peer may make this side hold in memory or keep open.
 *
 * @param maximumPduLength longest P-DATA-TF variable field that is received, announced to the peer,
 *     in bytes
 * @param maximumSendPduLength longest P-DATA-TF variable field that is sent, even if the peer takes
 *     longer ones, in bytes
 * @param maximumPresentationContexts proposals that one A-ASSOCIATE-RQ may have, 1 to 128
 * @param maximumAssociatePduLength longest PDU other than P-DATA-TF, in bytes
 * @param maximumCommandSetLength longest command set, in bytes
 * @param maximumIdentifierLength longest data set that is held in memory: identifiers of queries
 *     and data sets of responses, in bytes
 * @param maximumConcurrentRequests C-FIND, C-MOVE and C-GET requests of one association in work at
 *     a time
 * @param maximumAssociations associations of a server at a time
 * @param maximumAssociationsPerPeer associations of a server with one IP address at a time
 */
public record AssociationLimits(
    int maximumPduLength,
    int maximumSendPduLength,
    int maximumPresentationContexts,
    int maximumAssociatePduLength,
    int maximumCommandSetLength,
    int maximumIdentifierLength,
    int maximumConcurrentRequests,
    int maximumAssociations,
    int maximumAssociationsPerPeer) {

  /** Safe on a hospital network. */
  public static final AssociationLimits DEFAULT =
      new AssociationLimits(256 << 10, 256 << 10, 128, 512 << 10, 64 << 10, 4 << 20, 16, 256, 64);

  private static final int SMALLEST_PDU = 16;
  private static final int LARGEST_PDU = 16 << 20;

  public AssociationLimits {
    check("maximumPduLength", maximumPduLength, SMALLEST_PDU, LARGEST_PDU);
    check("maximumSendPduLength", maximumSendPduLength, SMALLEST_PDU, LARGEST_PDU);
    check("maximumPresentationContexts", maximumPresentationContexts, 1, 128);
    check("maximumAssociatePduLength", maximumAssociatePduLength, 1024, LARGEST_PDU);
    check("maximumCommandSetLength", maximumCommandSetLength, 256, LARGEST_PDU);
    check("maximumIdentifierLength", maximumIdentifierLength, 256, Integer.MAX_VALUE);
    check("maximumConcurrentRequests", maximumConcurrentRequests, 1, 65535);
    check("maximumAssociations", maximumAssociations, 1, Integer.MAX_VALUE);
    check("maximumAssociationsPerPeer", maximumAssociationsPerPeer, 1, Integer.MAX_VALUE);
  }

  private static void check(String limit, int value, int smallest, int largest) {
    if (value < smallest || value > largest) {
      throw new IllegalArgumentException(
          "%s is %d; it must be %d to %d".formatted(limit, value, smallest, largest));
    }
  }

  /** Returns these limits with another length of received and sent PDUs, in bytes. */
  public AssociationLimits withPduLengths(int received, int sent) {
    return new AssociationLimits(
        received,
        sent,
        maximumPresentationContexts,
        maximumAssociatePduLength,
        maximumCommandSetLength,
        maximumIdentifierLength,
        maximumConcurrentRequests,
        maximumAssociations,
        maximumAssociationsPerPeer);
  }

  /** Returns these limits with another number of associations, in all and with one IP address. */
  public AssociationLimits withAssociations(int all, int perPeer) {
    return new AssociationLimits(
        maximumPduLength,
        maximumSendPduLength,
        maximumPresentationContexts,
        maximumAssociatePduLength,
        maximumCommandSetLength,
        maximumIdentifierLength,
        maximumConcurrentRequests,
        all,
        perPeer);
  }

  /** Returns these limits with other lengths of command sets and of data sets held in memory. */
  public AssociationLimits withMessageLengths(int commandSet, int identifier) {
    return new AssociationLimits(
        maximumPduLength,
        maximumSendPduLength,
        maximumPresentationContexts,
        maximumAssociatePduLength,
        commandSet,
        identifier,
        maximumConcurrentRequests,
        maximumAssociations,
        maximumAssociationsPerPeer);
  }
}
