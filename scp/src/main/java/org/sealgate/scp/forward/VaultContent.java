package org.sealgate.scp.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;

/**
 * The data set in a vault object, deciphered and verified chunk by chunk as it is written out.
 *
 * @param vault where the object is
 * @param objectId the object
 */
public record VaultContent(ObjectStore vault, ObjectId objectId) implements InstanceSender.Content {
  private static final int BUFFER = 256 * 1024;

  @Override
  public void writeTo(InstanceSender.Output output) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (ObjectReader reader = vault.open(objectId)) {
      while (reader.read(buffer.clear()) >= 0) {
        output.write(buffer.flip());
      }
    }
  }
}
