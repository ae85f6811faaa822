package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Swaps the words of one value that comes in pieces, which may end within a word. */
final class ValueSwapper {
  private static final int BLOCK_LENGTH = 64 * 1024;
  private static final int LONGEST_WORD = 8;

  private final EncodedOutput output;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_LENGTH);
  private final ByteBuffer word = ByteBuffer.allocate(LONGEST_WORD);
  private int wordLength = 1;

  ValueSwapper(EncodedOutput output) {
    this.output = output;
  }

  void begin(int length) {
    wordLength = length;
    word.clear().limit(length);
  }

  void write(ByteBuffer piece) throws IOException {
    if (wordLength == 1) {
      output.write(piece);
      return;
    }
    completeWord(piece);
    while (piece.remaining() >= wordLength) {
      writeWords(piece);
    }
    move(piece, word, piece.remaining());
  }

  /**
   * Bytes that make no whole word, in a value of a length that its VR does not allow, stay as they
   * are.
   */
  void end() throws IOException {
    output.write(word.flip());
  }

  private void completeWord(ByteBuffer piece) throws IOException {
    if (word.position() == 0) {
      return;
    }
    move(piece, word, Math.min(piece.remaining(), word.remaining()));
    if (!word.hasRemaining()) {
      ByteSwap.swap(word.flip(), wordLength);
      output.write(word);
      word.clear().limit(wordLength);
    }
  }

  private void writeWords(ByteBuffer piece) throws IOException {
    int length = Math.min(piece.remaining(), BLOCK_LENGTH);
    block.clear();
    move(piece, block, length - length % wordLength);
    ByteSwap.swap(block.flip(), wordLength);
    output.write(block);
  }

  private static void move(ByteBuffer from, ByteBuffer to, int length) {
    to.put(to.position(), from, from.position(), length);
    to.position(to.position() + length);
    from.position(from.position() + length);
  }
}
