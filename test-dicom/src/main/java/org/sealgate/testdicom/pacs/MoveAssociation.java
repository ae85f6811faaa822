package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.testdicom.process.Peer;

/** The association to a move destination, through a doorway by which it can be broken. */
final class MoveAssociation implements AutoCloseable {
  /** Contexts that one association can have, less one for an odd number of syntaxes. */
  private static final int MAXIMUM_CONTEXTS = 128;

  private static final List<TransferSyntax> NATIVE =
      List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

  private final Doorway doorway;
  private final Association association;

  private MoveAssociation(Doorway doorway, Association association) {
    this.doorway = doorway;
    this.association = association;
  }

  /** The destination could not be called. */
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(Peer destination, IOException cause) {
      super(destination + " cannot be called: " + cause.getMessage(), cause);
    }
  }

  /**
   * Calls the destination, proposing every transfer syntax that an instance has or can be
   * re-encoded into, each in a context of its own.
   *
   * @throws UnreachableException when nobody answers or the association is rejected
   */
  static MoveAssociation open(
      String callingAeTitle, Peer destination, List<StoredInstance> instances) throws IOException {
    Doorway doorway = new Doorway(0, new InetSocketAddress(destination.host(), destination.port()));
    try {
      ConnectOptions options =
          ConnectOptions.to(
              "127.0.0.1",
              doorway.port(),
              new AeTitle(destination.aeTitle()),
              new AeTitle(callingAeTitle));
      for (Proposal proposal : proposals(instances)) {
        options = options.propose(proposal.sopClassUid(), proposal.transferSyntaxUid());
      }
      return new MoveAssociation(doorway, AssociationConnector.connect(options));
    } catch (IOException e) {
      doorway.close();
      throw new UnreachableException(destination, e);
    }
  }

  Association association() {
    return association;
  }

  /** Breaks the connection. */
  void drop() {
    doorway.close();
  }

  @Override
  public void close() {
    association.close();
    doorway.close();
  }

  private record Proposal(String sopClassUid, String transferSyntaxUid) {}

  private static List<Proposal> proposals(List<StoredInstance> instances) {
    Set<Proposal> proposals = new LinkedHashSet<>();
    for (StoredInstance instance : instances) {
      proposals.add(new Proposal(instance.sopClassUid(), instance.transferSyntax().uid()));
    }
    for (StoredInstance instance : instances) {
      if (!instance.transferSyntax().encapsulated()) {
        NATIVE.forEach(syntax -> proposals.add(new Proposal(instance.sopClassUid(), syntax.uid())));
      }
    }
    List<Proposal> all = new ArrayList<>(proposals);
    return all.subList(0, Math.min(all.size(), MAXIMUM_CONTEXTS));
  }
}
