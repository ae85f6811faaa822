package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.crypto.DataKey;
import org.sealgate.vault.crypto.HeaderPage;
import org.sealgate.vault.crypto.KeyEncryptionKeys;
import org.sealgate.vault.crypto.KeyWrapException;
import org.sealgate.vault.crypto.UnknownKeyException;

/**
 * Changes the wrapped data key of an object in place: one at a time, so that a rotation cannot
 * bring back what a deletion has just destroyed.
 */
final class KeySlotEditor {

  /** Reads the header page of the object being edited. */
  @FunctionalInterface
  interface PageReader {
    HeaderPage read() throws IOException;
  }

  private final KeyEncryptionKeys keys;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  KeySlotEditor(KeyEncryptionKeys keys) {
    this.keys = keys;
  }

  /** Overwrites both slots with zeros, durably. */
  void erase(FileChannel channel) throws IOException {
    oneAtATime.lock();
    try {
      for (int slot = 0; slot < HeaderPage.SLOT_COUNT; slot++) {
        clear(channel, slot);
      }
      channel.force(true);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Writes the new wrap beside the old one, makes it durable, and only then clears the old one. */
  boolean rewrap(FileChannel channel, ObjectId id, PageReader reader) throws IOException {
    oneAtATime.lock();
    try {
      HeaderPage page = reader.read();
      int free = 1 - page.newestSlot();
      if (page.keyId().filter(keys.currentKeyId()::equals).isPresent()) {
        return finishEarlierRewrap(channel, page, free);
      }
      DurableFiles.writeFully(
          channel, ByteBuffer.wrap(nextSlot(page, id)), HeaderPage.slotOffset(free));
      channel.force(false);
      clear(channel, page.newestSlot());
      channel.force(false);
      return true;
    } finally {
      oneAtATime.unlock();
    }
  }

  private boolean finishEarlierRewrap(FileChannel channel, HeaderPage page, int other)
      throws IOException {
    if (!page.otherSlotIsEmpty()) {
      clear(channel, other);
      channel.force(false);
    }
    return false;
  }

  private byte[] nextSlot(HeaderPage page, ObjectId id) throws IOException {
    try (DataKey dataKey = page.unwrap(keys)) {
      return page.encodeNextSlot(keys.wrap(dataKey, page.header().encode()));
    } catch (UnknownKeyException e) {
      throw new IOException("cannot re-wrap object %s: %s".formatted(id, e.getMessage()), e);
    } catch (KeyWrapException e) {
      throw new IOException("cannot re-wrap object %s".formatted(id), e);
    }
  }

  private static void clear(FileChannel channel, int slot) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(HeaderPage.SLOT_LENGTH);
    DurableFiles.writeFully(channel, zeros, HeaderPage.slotOffset(slot));
  }
}
