package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vault's own copies, in the order of receipt; they are judged like everything else. */
record VaultSource(ObjectStore vault) implements InstanceSource {
  private static final Logger log = LoggerFactory.getLogger(VaultSource.class);
  private static final int BUFFER = 256 * 1024;

  @Override
  public Status feed(Retrieval retrieval) {
    List<IndexedInstance> instances = retrieval.sealed().newest();
    retrieval.progress().expect(instances.size());
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    for (IndexedInstance instance : instances) {
      if (retrieval.isStopped()) {
        return Status.CANCEL;
      }
      feed(retrieval, instance, buffer);
    }
    return Status.SUCCESS;
  }

  private void feed(Retrieval retrieval, IndexedInstance instance, ByteBuffer buffer) {
    InstanceAttributes attributes = instance.instance().attributes();
    try (ObjectReader reader = vault.open(instance.objectId())) {
      Status _ =
          retrieval.accept(
              attributes.classUid(),
              attributes.instanceUid(),
              TransferSyntax.of(attributes.transferSyntaxUid()),
              () -> reader.read(buffer.clear()) < 0 ? null : buffer.flip());
    } catch (IOException e) {
      log.error("the vault's copy of {} cannot be read", attributes.instanceUid(), e);
      retrieval.progress().failed(attributes.instanceUid());
    }
  }

  @Override
  public void close() {
    // The vault is the node's.
  }
}
