package org.sealgate.scp.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.vault.crypto.IntegrityException;
import org.sealgate.vault.index.Delivery;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.store.ObjectNotFoundException;
import org.sealgate.vault.store.ObjectStore;

/**
 * One association to the PACS and the deliveries of one source that go over it. Used by one thread.
 */
final class DeliveryRun implements AutoCloseable {
  private final Factory factory;
  private final Association association;
  private final List<Delivery> deliveries;
  private final List<CompletableFuture<Void>> recorded = new ArrayList<>();

  /** Opens runs. */
  record Factory(
      ObjectStore vault, InstanceIndex index, PacsConnector connector, DeliveryRecorder recorder) {
    /**
     * Opens an association with the contexts that the deliveries need.
     *
     * @throws IOException if the PACS cannot be reached
     */
    DeliveryRun open(String source, List<Delivery> deliveries) throws IOException {
      List<TransferContexts.Need> needs = deliveries.stream().map(DeliveryRun::need).toList();
      Association association =
          connector.connect(
              source, TransferContexts.propose(needs), List.of(), AssociationSession.NO_REQUESTS);
      return new DeliveryRun(this, association, deliveries);
    }
  }

  private DeliveryRun(Factory factory, Association association, List<Delivery> deliveries) {
    this.factory = factory;
    this.association = association;
    this.deliveries = deliveries;
  }

  /**
   * Sends all, each with its own outcome recorded.
   *
   * @return those after one that broke the association: they had no fair try and go over a new one
   */
  List<Delivery> deliverAll() {
    for (int i = 0; i < deliveries.size(); i++) {
      Delivery delivery = deliveries.get(i);
      try {
        deliver(delivery);
      } catch (ObjectNotFoundException | IntegrityException e) {
        unanswered(delivery, "the vault's copy cannot be read: " + e.getMessage(), true);
      } catch (IllegalArgumentException e) {
        unanswered(delivery, "the instance cannot be sent: " + e.getMessage(), true);
      } catch (IOException e) {
        unanswered(delivery, e.toString(), false);
      }
      if (!association.isOpen()) {
        return deliveries.subList(i + 1, deliveries.size());
      }
    }
    return List.of();
  }

  private void deliver(Delivery delivery) throws IOException {
    TransferContexts.Need need = need(delivery);
    Optional<PresentationContext> context = TransferContexts.choose(association, need);
    if (context.isEmpty()) {
      unanswered(delivery, "the PACS accepts no presentation context for " + need, false);
      return;
    }
    IndexedInstance instance = delivery.instance();
    Status status =
        InstanceSender.send(
            association,
            context.get(),
            StoreRequest.of(need.sopClassUid(), instance.instanceUid()),
            TransferSyntax.of(need.transferSyntaxUid()),
            new VaultContent(factory.vault(), instance.objectId()));
    recorded.add(
        factory
            .recorder()
            .answered(instance.objectId(), instance.instanceUid(), delivery.attempts(), status));
  }

  private void unanswered(Delivery delivery, String reason, boolean permanent) {
    factory
        .recorder()
        .unanswered(
            delivery.instance().objectId(),
            delivery.instance().instanceUid(),
            delivery.attempts(),
            reason,
            permanent);
  }

  private static TransferContexts.Need need(Delivery delivery) {
    InstanceAttributes attributes = delivery.instance().instance().attributes();
    return new TransferContexts.Need(attributes.classUid(), attributes.transferSyntaxUid());
  }

  /** Releases the association, when all outcomes are durable: what is not would be sent again. */
  @Override
  public void close() {
    association.close();
    factory.index().flush();
    recorded.forEach(CompletableFuture::join);
  }
}
