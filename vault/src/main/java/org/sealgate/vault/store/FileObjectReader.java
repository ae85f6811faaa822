package org.sealgate.vault.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.crypto.DataKey;
import org.sealgate.vault.crypto.HeaderPage;
import org.sealgate.vault.crypto.IntegrityException;
import org.sealgate.vault.crypto.KeyEncryptionKeys;
import org.sealgate.vault.crypto.ObjectCipher;
import org.sealgate.vault.crypto.ObjectFooter;
import org.sealgate.vault.crypto.ObjectHeader;
import org.sealgate.vault.crypto.UnknownKeyException;

/** Reads an object chunk by chunk from its file. */
final class FileObjectReader implements ObjectReader {

  private static final long NONE = -1;

  private final FileChannel channel;
  private final ChunkBufferPool pool;
  private final ChunkBuffers buffers;
  private final ObjectHeader header;
  private final ObjectCipher cipher;
  private final ObjectFooter footer;
  private final byte[] manifest;
  private final String keyId;
  private long position;
  private long loadedChunk = NONE;
  private boolean open = true;

  private FileObjectReader(
      FileChannel channel, HeaderPage page, DataKey dataKey, ChunkBufferPool pool)
      throws IOException {
    this.channel = channel;
    this.pool = pool;
    this.header = page.header();
    this.keyId = page.keyId().orElseThrow();
    this.buffers =
        header.chunkLength() == pool.chunkLength()
            ? pool.take()
            : new ChunkBuffers(header.chunkLength());
    this.cipher = new ObjectCipher(dataKey, header, buffers.cipher);
    this.footer = readFooter(channel, header);
    this.manifest = readManifest();
  }

  /** Opens the object in a file, and closes the channel if it is not sound. */
  static FileObjectReader open(
      FileChannel channel, ObjectId id, KeyEncryptionKeys keys, ChunkBufferPool pool)
      throws IOException {
    try {
      HeaderPage page = readPage(channel, id);
      try (DataKey dataKey = page.unwrap(keys)) {
        return new FileObjectReader(channel, page, dataKey, pool);
      } catch (UnknownKeyException e) {
        throw new IOException("cannot read object %s: %s".formatted(id, e.getMessage()), e);
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads and checks the header and the key slots of an object that was not erased. */
  static HeaderPage readPage(FileChannel channel, ObjectId id) throws IOException {
    if (channel.size() < HeaderPage.LENGTH) {
      throw IntegrityException.inPart(
          id, "header", "the object is cut off at %d".formatted(channel.size()), null);
    }
    ByteBuffer bytes = ByteBuffer.allocate(HeaderPage.LENGTH);
    DurableFiles.readFully(channel, bytes, 0);
    HeaderPage page = HeaderPage.decode(bytes.array(), id);
    if (page.isErased()) {
      throw new ObjectNotFoundException(id, "was erased");
    }
    return page;
  }

  /** Reads, unchecked, which object the file says it holds. */
  static ObjectId readId(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ObjectId.LENGTH);
    DurableFiles.readFully(channel, bytes, ObjectHeader.OBJECT_ID_OFFSET);
    try {
      return ObjectId.fromBytes(bytes.array());
    } catch (IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether the file ends as only a complete object does. */
  static boolean endsWithFooter(FileChannel channel) throws IOException {
    if (channel.size() < HeaderPage.LENGTH + ObjectFooter.LENGTH) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.allocate(ObjectFooter.LENGTH);
    DurableFiles.readFully(channel, bytes, channel.size() - ObjectFooter.LENGTH);
    return ObjectFooter.hasMagic(bytes.array());
  }

  @Override
  public ObjectId id() {
    return header.objectId();
  }

  @Override
  public long size() {
    return footer.payloadSize();
  }

  @Override
  public byte[] manifest() {
    return manifest.clone();
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void position(long position) {
    if (position < 0 || position > size()) {
      throw new IllegalArgumentException(
          "position %d is not from 0 to %d".formatted(position, size()));
    }
    this.position = position;
  }

  @Override
  public int read(ByteBuffer destination) throws IOException {
    requireOpen();
    if (position == size()) {
      loadOnlyChunkOfEmptyObject();
      return -1;
    }
    long chunk = position / header.chunkCapacity();
    load(chunk);
    int offset = (int) (position - chunk * header.chunkCapacity());
    int count = Math.min(destination.remaining(), plaintextLength(chunk) - offset);
    destination.put(buffers.plaintext, offset, count);
    position += count;
    return count;
  }

  @Override
  public void verify() throws IOException {
    requireOpen();
    long chunks = header.chunkCount(size());
    for (long chunk = 0; chunk < chunks; chunk++) {
      loadedChunk = NONE;
      load(chunk);
    }
    position = size();
  }

  @Override
  public InputStream stream() {
    return new PlaintextInputStream(this);
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      pool.giveBack(buffers);
      channel.close();
    }
  }

  /** Even an empty payload has a chunk, and it is checked before its end is reported. */
  private void loadOnlyChunkOfEmptyObject() throws IOException {
    if (size() == 0) {
      load(0);
    }
  }

  private void load(long chunk) throws IOException {
    if (chunk == loadedChunk) {
      return;
    }
    loadedChunk = NONE;
    int length = (int) header.sealedLength(plaintextLength(chunk));
    long offset = HeaderPage.LENGTH + chunk * header.chunkLength();
    DurableFiles.readFully(channel, ByteBuffer.wrap(buffers.sealed, 0, length), offset);
    boolean last = chunk == header.chunkCount(size()) - 1;
    cipher.openChunk(chunk, last, buffers.sealed, length, buffers.plaintext);
    loadedChunk = chunk;
  }

  private int plaintextLength(long chunk) {
    return (int) Math.min(header.chunkCapacity(), size() - chunk * header.chunkCapacity());
  }

  private byte[] readManifest() throws IOException {
    ByteBuffer sealed = ByteBuffer.allocate(footer.sealedManifestLength());
    DurableFiles.readFully(channel, sealed, footer.manifestOffset(header));
    return cipher.openManifest(sealed.array(), footer);
  }

  private static ObjectFooter readFooter(FileChannel channel, ObjectHeader header)
      throws IOException {
    long length = channel.size();
    if (length < HeaderPage.LENGTH + ObjectFooter.LENGTH) {
      throw IntegrityException.inPart(
          header.objectId(), "footer", "the object is cut off at %d".formatted(length), null);
    }
    ByteBuffer bytes = ByteBuffer.allocate(ObjectFooter.LENGTH);
    DurableFiles.readFully(channel, bytes, length - ObjectFooter.LENGTH);
    return ObjectFooter.decode(bytes.array(), header, length);
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
