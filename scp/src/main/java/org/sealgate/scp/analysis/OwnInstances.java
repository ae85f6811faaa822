package org.sealgate.scp.analysis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.scp.forward.Forwarder;
import org.sealgate.scp.seal.ReceivedInstance;
import org.sealgate.scp.seal.Sealer;
import org.sealgate.scp.seal.Sealing;
import org.sealgate.scp.store.DiskGuard;
import org.sealgate.vault.index.InstanceIndex;

/**
 * Puts instances that the node makes itself on the path of those it receives: sealed, in the log,
 * anchored, and forwarded to the PACS over an association under the node's own AE title.
 */
public final class OwnInstances {
  private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

  private final Sealer sealer;
  private final InstanceIndex index;
  private final DiskGuard disk;
  private final Forwarder forwarder;
  private final String aeTitle;
  private final Clock clock;

  /**
   * @param aeTitle the node's own
   */
  public OwnInstances(
      Sealer sealer,
      InstanceIndex index,
      DiskGuard disk,
      Forwarder forwarder,
      String aeTitle,
      Clock clock) {
    this.sealer = sealer;
    this.index = index;
    this.disk = disk;
    this.forwarder = forwarder;
    this.aeTitle = aeTitle;
    this.clock = clock;
  }

  /**
   * Takes an instance into custody, unless one with its SOP Instance UID is there already: then it
   * was made before a restart or by another try.
   *
   * @return whether it is new
   * @throws IOException if no durable copy can be made now
   */
  boolean store(DataSet dataSet) throws IOException {
    String instanceUid = dataSet.getString(Tag.SOP_INSTANCE_UID).orElseThrow();
    if (index.latest(instanceUid).isPresent()) {
      return false;
    }
    String full = disk.fullReason().orElse(null);
    if (full != null) {
      throw new IOException(full);
    }
    ReceivedInstance made =
        new ReceivedInstance(
            dataSet.getString(Tag.SOP_CLASS_UID).orElseThrow(),
            instanceUid,
            SYNTAX,
            aeTitle,
            clock.instant());
    try (Sealing sealing = sealer.begin(made)) {
      sealing.write(ByteBuffer.wrap(DataSetWriter.toBytes(dataSet, SYNTAX)));
      var _ = sealing.finish(clock.instant());
    }
    forwarder.wake();
    return true;
  }
}
