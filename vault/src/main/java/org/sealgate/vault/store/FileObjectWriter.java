package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.crypto.DataKey;
import org.sealgate.vault.crypto.HeaderPage;
import org.sealgate.vault.crypto.ObjectCipher;
import org.sealgate.vault.crypto.ObjectFooter;
import org.sealgate.vault.crypto.ObjectHeader;
import org.sealgate.vault.crypto.WrappedKey;

/** Enciphers an object chunk by chunk into its file. */
final class FileObjectWriter implements ObjectWriter {

  private final PendingFile file;
  private final ChunkBufferPool pool;
  private final ObjectHeader header;
  private final FileChannel channel;
  private final ChunkBuffers buffers;
  private final ObjectCipher cipher;
  private int filled;
  private long chunkIndex;
  private long size;
  private boolean open = true;

  FileObjectWriter(
      PendingFile file,
      ChunkBufferPool pool,
      ObjectHeader header,
      DataKey dataKey,
      WrappedKey wrappedKey)
      throws IOException {
    this.file = file;
    this.pool = pool;
    this.channel = file.channel();
    this.header = header;
    this.buffers = pool.take();
    this.cipher = new ObjectCipher(dataKey, header, buffers.cipher);
    DurableFiles.writeFully(channel, ByteBuffer.wrap(HeaderPage.encode(header, wrappedKey)));
  }

  @Override
  public ObjectId id() {
    return header.objectId();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void write(ByteBuffer plaintext) throws IOException {
    requireOpen();
    while (plaintext.hasRemaining()) {
      // A full chunk waits for the byte after it: only then is it known not to be the last.
      if (filled == header.chunkCapacity()) {
        sealChunk(false);
      }
      int count = Math.min(plaintext.remaining(), header.chunkCapacity() - filled);
      plaintext.get(buffers.plaintext, filled, count);
      filled += count;
      size += count;
    }
  }

  @Override
  public void commit(byte[] manifest) throws IOException {
    requireOpen();
    ObjectFooter footer = new ObjectFooter(size, manifest.length);
    sealChunk(true);
    DurableFiles.writeFully(channel, ByteBuffer.wrap(cipher.sealManifest(manifest, footer)));
    DurableFiles.writeFully(channel, ByteBuffer.wrap(footer.encode()));
    file.publish();
    finish();
  }

  @Override
  public void abort() throws IOException {
    if (!open) {
      return;
    }
    finish();
    file.discard();
  }

  private void sealChunk(boolean last) throws IOException {
    int length = cipher.sealChunk(chunkIndex, last, buffers.plaintext, filled, buffers.sealed);
    DurableFiles.writeFully(channel, ByteBuffer.wrap(buffers.sealed, 0, length));
    chunkIndex++;
    filled = 0;
  }

  private void finish() {
    open = false;
    pool.giveBack(buffers);
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
