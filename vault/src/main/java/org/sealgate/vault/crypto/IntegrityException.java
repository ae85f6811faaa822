package org.sealgate.vault.crypto;

import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/**
 * A stored object is not what was written: bytes were changed, cut off, added, moved, or taken from
 * another object. No plaintext of the failing part has been handed out.
 */
public final class IntegrityException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final long NO_CHUNK = -1;

  private final transient ObjectId objectId;
  private final long chunk;

  private IntegrityException(
      ObjectId objectId, long chunk, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.objectId = objectId;
    this.chunk = chunk;
  }

  /** Payload chunk {@code chunk}, counted from 0, failed. */
  public static IntegrityException inChunk(
      ObjectId objectId, long chunk, String reason, @Nullable Throwable cause) {
    return new IntegrityException(
        objectId, chunk, "object %s, chunk %d: %s".formatted(objectId, chunk, reason), cause);
  }

  /** A part other than the payload failed: {@code header}, {@code manifest} or {@code footer}. */
  public static IntegrityException inPart(
      ObjectId objectId, String part, String reason, @Nullable Throwable cause) {
    return new IntegrityException(
        objectId, NO_CHUNK, "object %s, %s: %s".formatted(objectId, part, reason), cause);
  }

  /** The object that failed. */
  public ObjectId objectId() {
    return objectId;
  }

  /** The payload chunk that failed, counted from 0; empty where the failure is elsewhere. */
  public OptionalLong chunk() {
    return chunk == NO_CHUNK ? OptionalLong.empty() : OptionalLong.of(chunk);
  }
}
