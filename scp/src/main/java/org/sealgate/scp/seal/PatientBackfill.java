package org.sealgate.scp.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetParser;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.vault.index.IndexException;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files under their patient what was sealed before the index knew patients: from the manifest, or,
 * where that does not say, from the beginning of the data set. Runs once behind the node's start.
 */
public final class PatientBackfill implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PatientBackfill.class);
  private static final int PAGE = 100;

  /** The patient comes before the image; a longer header than this is not searched. */
  private static final int HEADER = 1 << 20;

  private final InstanceIndex index;
  private final ObjectStore vault;
  private final PatientHashing hashing;
  private final Thread thread = Thread.ofVirtual().name("patients").unstarted(this::run);
  private volatile boolean closed;

  private PatientBackfill(InstanceIndex index, ObjectStore vault, PatientHashing hashing) {
    this.index = index;
    this.vault = vault;
    this.hashing = hashing;
  }

  /** Starts on a thread of its own. */
  public static PatientBackfill start(
      InstanceIndex index, ObjectStore vault, PatientHashing hashing) {
    PatientBackfill backfill = new PatientBackfill(index, vault, hashing);
    backfill.thread.start();
    return backfill;
  }

  private void run() {
    try {
      long filed = fileAll();
      if (filed > 0) {
        log.info("{} instances are now filed under their patients", filed);
      }
    } catch (IndexException failed) {
      log.error("instances could not be filed under their patients", failed);
    }
  }

  private long fileAll() {
    long filed = 0;
    List<IndexedInstance> page = index.withoutPatient(PAGE);
    while (!page.isEmpty() && !closed) {
      for (IndexedInstance instance : page) {
        index.setPatient(instance.objectId(), hashing.keysOf(patientOf(instance)));
        filed++;
      }
      page = index.withoutPatient(PAGE);
    }
    return filed;
  }

  private PatientIdentity patientOf(IndexedInstance instance) {
    try (ObjectReader reader = vault.open(instance.objectId())) {
      byte[] manifest = reader.manifest();
      if (manifest.length > 0) {
        var patient = Manifest.decode(manifest).patient();
        if (patient.isPresent()) {
          return patient.get();
        }
      }
      return readHeader(
          reader, TransferSyntax.of(instance.instance().attributes().transferSyntaxUid()));
    } catch (IOException | IllegalArgumentException unreadable) {
      log.warn(
          "object {} is filed under no patient: {}", instance.objectId(), unreadable.toString());
      return PatientIdentity.NONE;
    }
  }

  private static PatientIdentity readHeader(ObjectReader reader, TransferSyntax syntax)
      throws IOException {
    InstanceObserver observer = new InstanceObserver();
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    try (DataSetParser parser = new DataSetParser(syntax, observer)) {
      long read = 0;
      while (read < HEADER && reader.read(buffer.clear()) >= 0) {
        read += buffer.flip().remaining();
        parser.feed(buffer);
      }
    } catch (DataSetFormatException broken) {
      log.debug("a broken data set is filed under what was read of it", broken);
    }
    return observer.patient();
  }

  /** Stops after the instance in work. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
