package org.sealgate.vault.index;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.sealgate.vault.ObjectId;

/** Entries for tests. */
final class TestEntries {

  static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00.123456Z");

  private TestEntries() {}

  /** An instance of this UID in study {@code study}, series {@code series}, of 1000 bytes. */
  static NewInstance instance(String instanceUid) {
    Random random = new Random(instanceUid.hashCode());
    return new NewInstance(
        ObjectId.next(),
        new InstanceAttributes(
            instanceUid, "1.2.840.10008.5.1.4.1.1.2", "study", "series", "1.2.840.10008.1.2.1"),
        1000,
        "CT1",
        RECEIVED,
        new FingerprintDigests(digest(random), digest(random), digest(random)),
        EncodedLeaf.of(digest(random).bytes(), digest(random)));
  }

  static NewEntry entry(String instanceUid) {
    return new NewEntry(instance(instanceUid), List.of(), List.of());
  }

  static NewEntry entry(String instanceUid, String... destinations) {
    List<NewDelivery> deliveries =
        List.of(destinations).stream()
            .<NewDelivery>map(name -> new NewDelivery.Pending(name, RECEIVED))
            .toList();
    return new NewEntry(instance(instanceUid), deliveries, List.of());
  }

  static Digest digest(Random random) {
    byte[] bytes = new byte[Digest.LENGTH];
    random.nextBytes(bytes);
    return Digest.of(bytes);
  }
}
