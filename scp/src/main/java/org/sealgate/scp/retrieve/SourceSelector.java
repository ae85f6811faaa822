package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.NodeConfiguration.RetrieveSource;
import org.sealgate.scp.config.PacsConfiguration.RetrieveWith;
import org.sealgate.scp.forward.TransferContexts;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.scp.upstream.SopClasses;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses where a retrieval's instances come from, by {@code retrieve.source} and what can be
 * reached.
 */
final class SourceSelector {
  private static final Logger log = LoggerFactory.getLogger(SourceSelector.class);
  private static final List<String> LITTLE_ENDIAN =
      List.of(
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());

  private final NodeConfiguration configuration;
  private final PacsConnector connector;
  private final ObjectStore vault;
  private final RetrievalRegistry registry;

  SourceSelector(
      NodeConfiguration configuration,
      PacsConnector connector,
      ObjectStore vault,
      RetrievalRegistry registry) {
    this.configuration = configuration;
    this.connector = connector;
    this.vault = vault;
    this.registry = registry;
  }

  /**
   * Opens the source.
   *
   * @param peerAeTitle who asks
   * @param abstractSyntax the MOVE or GET class that was asked with; the PACS is asked in the same
   *     information model
   * @throws IOException if only the PACS will do and it cannot be reached
   */
  InstanceSource open(
      String peerAeTitle, String abstractSyntax, DataSet identifier, SealedSet sealed)
      throws IOException {
    RetrieveSource source = configuration.retrieve().source();
    if (source == RetrieveSource.VAULT) {
      return new VaultSource(vault);
    }
    try {
      return configuration.pacs().retrieveWith() == RetrieveWith.MOVE
          ? openMove(peerAeTitle, abstractSyntax, identifier)
          : openGet(peerAeTitle, abstractSyntax, identifier, sealed);
    } catch (IOException e) {
      if (source == RetrieveSource.PACS) {
        throw e;
      }
      log.warn("the PACS cannot be asked, retrieving from the vault: {}", e.toString());
      return new VaultSource(vault);
    }
  }

  /** The vault's copies, whatever {@code retrieve.source} says. */
  InstanceSource openVault() {
    return new VaultSource(vault);
  }

  private InstanceSource openMove(String peerAeTitle, String abstractSyntax, DataSet identifier)
      throws IOException {
    PresentationContextProposal proposal =
        new PresentationContextProposal(1, SopClasses.moveOf(abstractSyntax), LITTLE_ENDIAN);
    Association association =
        connector.connect(
            peerAeTitle, List.of(proposal), List.of(), AssociationSession.NO_REQUESTS);
    return new PacsMoveSource(
        association, new AeTitle(configuration.aeTitle()), identifier, registry);
  }

  private InstanceSource openGet(
      String peerAeTitle, String abstractSyntax, DataSet identifier, SealedSet sealed)
      throws IOException {
    List<PresentationContextProposal> proposals = new ArrayList<>();
    proposals.add(
        new PresentationContextProposal(1, SopClasses.getOf(abstractSyntax), LITTLE_ENDIAN));
    List<UserInformationItem> roles = new ArrayList<>();
    for (PresentationContextProposal storage : storageContexts(sealed)) {
      proposals.add(
          new PresentationContextProposal(
              2 * proposals.size() + 1, storage.abstractSyntax(), storage.transferSyntaxes()));
      RoleSelection role = new RoleSelection(storage.abstractSyntax(), false, true);
      if (!roles.contains(role)) {
        roles.add(role);
      }
    }
    SubOperationSession session = SubOperationSession.forOne();
    Association association = connector.connect(peerAeTitle, proposals, roles, session);
    return new PacsGetSource(association, identifier, session);
  }

  /**
   * What is sealed is asked for as it was sealed; of what is not, the storage classes that a PACS
   * usually has.
   */
  private static List<PresentationContextProposal> storageContexts(SealedSet sealed) {
    List<TransferContexts.Need> needs = new ArrayList<>(sealed.needs());
    if (needs.isEmpty()) {
      SopClasses.commonStorage()
          .forEach(uid ->
              needs.add(
                  new TransferContexts.Need(uid, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())));
    }
    return TransferContexts.propose(needs).stream().limit(127).toList();
  }
}
