package org.sealgate.vault.crypto;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/**
 * The first 4096 bytes of an object: the immutable header at 0, key slots at 1024 and 2048, zero
 * elsewhere.
 *
 * <p>Rotation writes the new wrap into the free slot, forces it to the disk, and only then clears
 * the old slot, so that at every instant at least one slot is whole.
 */
public final class HeaderPage {

  /** Length in bytes; the payload begins here. */
  public static final int LENGTH = 4096;

  /** Number of key slots. */
  public static final int SLOT_COUNT = 2;

  /** Length of a key slot in bytes. */
  public static final int SLOT_LENGTH = KeySlot.LENGTH;

  private final ObjectHeader header;
  private final @Nullable KeySlot[] slots;
  private final boolean[] empty;

  private HeaderPage(ObjectHeader header, @Nullable KeySlot[] slots, boolean[] empty) {
    this.header = header;
    this.slots = slots;
    this.empty = empty;
  }

  /** Offset of slot {@code number}, 0 or 1, in bytes from the beginning of the object. */
  public static int slotOffset(int number) {
    return (number + 1) * KeySlot.LENGTH;
  }

  /** The page of a new object. */
  public static byte[] encode(ObjectHeader header, WrappedKey wrappedKey) {
    byte[] page = Arrays.copyOf(header.encode(), LENGTH);
    System.arraycopy(new KeySlot(1, wrappedKey).encode(), 0, page, slotOffset(0), KeySlot.LENGTH);
    return page;
  }

  /**
   * Reads a page.
   *
   * @param page its 4096 bytes
   * @param expected the object that it should belong to
   * @throws IntegrityException if it is damaged or another object's
   */
  public static HeaderPage decode(byte[] page, ObjectId expected) throws IntegrityException {
    ObjectHeader header = ObjectHeader.decode(Arrays.copyOf(page, ObjectHeader.LENGTH), expected);
    if (!isZero(page, ObjectHeader.LENGTH, slotOffset(0))
        || !isZero(page, slotOffset(SLOT_COUNT), LENGTH)) {
      throw IntegrityException.inPart(expected, "header", "reserved bytes are not zero", null);
    }
    @Nullable KeySlot[] slots = new KeySlot[SLOT_COUNT];
    boolean[] empty = new boolean[SLOT_COUNT];
    for (int number = 0; number < SLOT_COUNT; number++) {
      int offset = slotOffset(number);
      empty[number] = isZero(page, offset, offset + KeySlot.LENGTH);
      slots[number] =
          KeySlot.decode(Arrays.copyOfRange(page, offset, offset + KeySlot.LENGTH)).orElse(null);
    }
    return new HeaderPage(header, slots, empty);
  }

  /** The immutable part. */
  public ObjectHeader header() {
    return header;
  }

  /** Whether both slots were cleared: the object was deleted and can never be read again. */
  public boolean isErased() {
    return empty[0] && empty[1];
  }

  /** Id of the key-encryption key of the slot that counts, if one is whole. */
  public Optional<String> keyId() {
    KeySlot newest = slots[newestSlot()];
    return newest == null ? Optional.empty() : Optional.of(newest.wrappedKey().keyId());
  }

  /** Number of the slot that counts. */
  public int newestSlot() {
    return generation(1) > generation(0) ? 1 : 0;
  }

  /** Whether the slot that does not count holds nothing. */
  public boolean otherSlotIsEmpty() {
    return empty[1 - newestSlot()];
  }

  /** The bytes of the slot that does not count, once it holds {@code wrappedKey} and counts. */
  public byte[] encodeNextSlot(WrappedKey wrappedKey) {
    return new KeySlot(generation(newestSlot()) + 1, wrappedKey).encode();
  }

  /**
   * Unwraps the data key, from the newest slot whose key is held.
   *
   * @throws UnknownKeyException if no slot's key is held
   * @throws IntegrityException if no slot is whole or what it holds does not unwrap
   */
  public DataKey unwrap(KeyEncryptionKeys keys) throws IntegrityException, UnknownKeyException {
    int newest = newestSlot();
    KeySlot first = slots[newest];
    KeySlot second = slots[1 - newest];
    if (first == null) {
      throw IntegrityException.inPart(header.objectId(), "header", "no key slot is whole", null);
    }
    try {
      return unwrap(keys, first);
    } catch (UnknownKeyException e) {
      if (second == null) {
        throw e;
      }
      return unwrap(keys, second);
    }
  }

  private DataKey unwrap(KeyEncryptionKeys keys, KeySlot slot)
      throws IntegrityException, UnknownKeyException {
    try {
      return keys.unwrap(slot.wrappedKey(), header.encode());
    } catch (UnknownKeyException e) {
      throw e;
    } catch (KeyWrapException e) {
      throw IntegrityException.inPart(
          header.objectId(), "header", "the data key does not unwrap", e);
    }
  }

  private int generation(int number) {
    KeySlot slot = slots[number];
    return slot == null ? 0 : slot.generation();
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    int index = from;
    while (index < to && bytes[index] == 0) {
      index++;
    }
    return index == to;
  }
}
