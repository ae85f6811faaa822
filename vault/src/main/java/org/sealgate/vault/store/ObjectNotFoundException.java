package org.sealgate.vault.store;

import java.io.IOException;
import org.sealgate.vault.ObjectId;

/** There is no object of that id, or it was erased. */
public final class ObjectNotFoundException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ObjectId objectId;

  ObjectNotFoundException(ObjectId objectId, String reason) {
    super("object %s %s".formatted(objectId, reason));
    this.objectId = objectId;
  }

  /** The object that was asked for. */
  public ObjectId objectId() {
    return objectId;
  }
}
