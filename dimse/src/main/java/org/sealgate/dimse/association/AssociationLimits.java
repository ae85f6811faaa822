package org.sealgate.dimse.association;

import java.util.function.Consumer;

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
    return with(copy -> {
      copy.pduLength = received;
      copy.sendPduLength = sent;
    });
  }

  /** Returns these limits with another number of proposals in one A-ASSOCIATE-RQ. */
  public AssociationLimits withPresentationContexts(int value) {
    return with(copy -> copy.presentationContexts = value);
  }

  /** Returns these limits with other lengths of command sets and of data sets held in memory. */
  public AssociationLimits withMessageLengths(int commandSet, int identifier) {
    return with(copy -> {
      copy.commandSetLength = commandSet;
      copy.identifierLength = identifier;
    });
  }

  /** Returns these limits with another number of C-FIND, C-MOVE and C-GET requests in work. */
  public AssociationLimits withConcurrentRequests(int value) {
    return with(copy -> copy.concurrentRequests = value);
  }

  /** Returns these limits with another number of associations, in all and with one IP address. */
  public AssociationLimits withAssociations(int all, int perPeer) {
    return with(copy -> {
      copy.associations = all;
      copy.associationsPerPeer = perPeer;
    });
  }

  private AssociationLimits with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.build();
  }

  /** The components of a copy that is not finished; what it has no field for stays. */
  private static final class Copy {
    private final AssociationLimits original;
    private int pduLength;
    private int sendPduLength;
    private int presentationContexts;
    private int commandSetLength;
    private int identifierLength;
    private int concurrentRequests;
    private int associations;
    private int associationsPerPeer;

    Copy(AssociationLimits original) {
      this.original = original;
      this.pduLength = original.maximumPduLength;
      this.sendPduLength = original.maximumSendPduLength;
      this.presentationContexts = original.maximumPresentationContexts;
      this.commandSetLength = original.maximumCommandSetLength;
      this.identifierLength = original.maximumIdentifierLength;
      this.concurrentRequests = original.maximumConcurrentRequests;
      this.associations = original.maximumAssociations;
      this.associationsPerPeer = original.maximumAssociationsPerPeer;
    }

    AssociationLimits build() {
      return new AssociationLimits(
          pduLength,
          sendPduLength,
          presentationContexts,
          original.maximumAssociatePduLength,
          commandSetLength,
          identifierLength,
          concurrentRequests,
          associations,
          associationsPerPeer);
    }
  }
}
