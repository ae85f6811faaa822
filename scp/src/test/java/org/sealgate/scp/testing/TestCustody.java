package org.sealgate.scp.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.sealgate.scp.seal.PatientHashing;
import org.sealgate.scp.seal.ReceivedInstance;
import org.sealgate.scp.seal.SealedInstance;
import org.sealgate.scp.seal.Sealer;
import org.sealgate.scp.seal.Sealing;
import org.sealgate.vault.crypto.EphemeralKeys;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.SqliteInstanceIndex;
import org.sealgate.vault.store.FileObjectStore;

/** A vault, its index and a sealer in a folder. */
public record TestCustody(
    FileObjectStore vault, InstanceIndex index, PatientHashing hashing, Sealer sealer)
    implements AutoCloseable {
  public static TestCustody in(Path folder) throws IOException {
    FileObjectStore vault = FileObjectStore.open(folder.resolve("vault"), EphemeralKeys.create());
    InstanceIndex index = SqliteInstanceIndex.open(folder.resolve("index.db"));
    PatientHashing hashing = PatientHashing.ephemeral();
    Sealer sealer =
        new Sealer(vault, index, hashing, "ARCHIVE", (received, seen) -> List.of(), added -> {});
    return new TestCustody(vault, index, hashing, sealer);
  }

  /** Seals an instance whose forwarding is due at once. */
  public SealedInstance seal(TestInstance instance) throws IOException {
    try (Sealing sealing =
        sealer.begin(
            new ReceivedInstance(
                TestInstance.CT,
                instance.sopInstanceUid(),
                instance.transferSyntax(),
                "CT1",
                Instant.EPOCH))) {
      ByteBuffer dataSet = ByteBuffer.wrap(instance.dataSet());
      while (dataSet.hasRemaining()) {
        int length = Math.min(1000, dataSet.remaining());
        sealing.write(dataSet.slice(dataSet.position(), length));
        dataSet.position(dataSet.position() + length);
      }
      return sealing.finish(Instant.EPOCH);
    }
  }

  @Override
  public void close() throws IOException {
    index.close();
    vault.close();
  }
}
