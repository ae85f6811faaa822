package org.sealgate.scp.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sealgate.chain.log.Leaf;
import org.sealgate.dimse.data.Tag;
import org.sealgate.scp.fingerprint.Fingerprint;
import org.sealgate.scp.fingerprint.OpaqueFingerprint;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.NewDelivery;
import org.sealgate.vault.index.NewEntry;
import org.sealgate.vault.index.NewInstance;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.sealgate.vault.store.ObjectWriter;

/**
 * Takes instances into custody: into the vault, then into the index. The log follows behind ({@link
 * LogSequencer}). Safe for use by many threads.
 */
public final class Sealer {
  private static final int STRIPES = 256;
  private static final int COPY_BUFFER = 256 * 1024;

  private final ObjectStore vault;
  private final InstanceIndex index;
  private final PatientHashing hashing;
  private final String destination;
  private final AnalysisSelector analyses;
  private final Consumer<NewEntry> onSealed;

  /**
   * One lock serves many SOP Instance UIDs: two copies of one instance must not both be the first.
   */
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

  /** Says which analyses an instance shall have. */
  @FunctionalInterface
  public interface AnalysisSelector {
    /** The kinds of analysis, by what the data set says of itself. */
    List<String> kindsFor(ReceivedInstance received, InstanceObserver attributes);
  }

  /**
   * @param hashing how patients are filed in the index
   * @param destination the peer that every instance has to reach
   * @param onSealed called with each entry that is new in the index, when it is there
   */
  public Sealer(
      ObjectStore vault,
      InstanceIndex index,
      PatientHashing hashing,
      String destination,
      AnalysisSelector analyses,
      Consumer<NewEntry> onSealed) {
    this.vault = vault;
    this.index = index;
    this.hashing = hashing;
    this.destination = destination;
    this.analyses = analyses;
    this.onSealed = onSealed;
  }

  /** Begins an instance. */
  public Sealing begin(ReceivedInstance received) throws IOException {
    return new Sealing(this, received, vault.create(ObjectId.next()));
  }

  SealedInstance commit(
      ReceivedInstance received,
      InstanceObserver observer,
      Fingerprint fingerprint,
      ObjectWriter writer,
      Instant forwardAt)
      throws IOException {
    Lock lock = locks[Math.floorMod(received.sopInstanceUid().hashCode(), STRIPES)];
    lock.lock();
    try {
      List<IndexedInstance> earlier = index.versions(received.sopInstanceUid());
      Optional<IndexedInstance> same =
          earlier.stream().filter(sealed -> isSame(fingerprint, sealed)).findFirst();
      if (same.isPresent()) {
        writer.abort();
        return new SealedInstance(same.get(), SealedInstance.Kind.DUPLICATE);
      }
      IndexedInstance added = add(received, observer, fingerprint, writer, forwardAt);
      return new SealedInstance(
          added, earlier.isEmpty() ? SealedInstance.Kind.NEW : SealedInstance.Kind.CONFLICT);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isSame(Fingerprint fingerprint, IndexedInstance sealed) {
    return fingerprint.compareWith(SealedInstance.fingerprintOf(sealed)).isIntact();
  }

  private IndexedInstance add(
      ReceivedInstance received,
      InstanceObserver observer,
      Fingerprint fingerprint,
      ObjectWriter writer,
      Instant forwardAt)
      throws IOException {
    InstanceAttributes attributes =
        new InstanceAttributes(
            received.sopInstanceUid(),
            received.sopClassUid(),
            observer.value(Tag.STUDY_INSTANCE_UID),
            observer.value(Tag.SERIES_INSTANCE_UID),
            received.transferSyntax().uid());
    Leaf leaf =
        Leaf.create(
            fingerprint.pixels(),
            fingerprint.wire(),
            fingerprint.canonical(),
            received.sopInstanceUid(),
            received.receivedAt());
    Manifest manifest =
        Manifest.of(attributes, observer.patient(), received.source(), received.receivedAt(), leaf);
    long size = writer.size();
    writer.commit(manifest.encode());
    NewInstance instance =
        manifest.toIndex(writer.id(), size, hashing, received.receivedAt(), leaf);
    NewEntry entry =
        new NewEntry(
            instance,
            List.of(new NewDelivery.Pending(destination, forwardAt)),
            analyses.kindsFor(received, observer));
    int version = index.add(entry);
    onSealed.accept(entry);
    return new IndexedInstance(0, version, instance, null);
  }

  /**
   * Seals bytes that are no data set: their fingerprint is over all of them, so they are read once
   * more.
   */
  SealedInstance commitOpaque(
      ReceivedInstance received,
      InstanceObserver observer,
      OpaqueFingerprint digest,
      ObjectWriter writer,
      Instant forwardAt)
      throws IOException {
    writer.commit(new byte[0]);
    try (ObjectReader reader = vault.open(writer.id());
        ObjectWriter copy = vault.create(ObjectId.next())) {
      ByteBuffer buffer = ByteBuffer.allocate(COPY_BUFFER);
      while (reader.read(buffer.clear()) >= 0) {
        digest.feed(buffer.flip().duplicate());
        copy.write(buffer);
      }
      return commit(received, observer, digest.finish(), copy, forwardAt);
    } finally {
      vault.delete(writer.id());
    }
  }
}
