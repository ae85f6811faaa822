package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An explicit VR little endian data set whose first value has the greatest length there is (PS3.5
 * 7.1.1), of which one megabyte exists at a time, and a small element after it.
 */
final class GreatestLength {
  static final long VALUE_LENGTH = 0xFFFF_FFFEL;
  static final long FOLLOWING_OFFSET = 12 + VALUE_LENGTH;

  private static final int CHUNK_LENGTH = 1 << 20;

  private GreatestLength() {}

  /** Takes the next bytes. */
  interface Receiver {
    void feed(ByteBuffer bytes) throws IOException;
  }

  static void feed(Receiver receiver) throws IOException {
    // (7FE0,0010) OB of 4 GiB less 2 bytes
    receiver.feed(ByteBuffer.wrap(Hex.bytes("E07F 1000 4F 42 0000 FEFFFFFF")));
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);
    for (long left = VALUE_LENGTH; left > 0; left -= CHUNK_LENGTH) {
      receiver.feed(chunk.clear().limit((int) Math.min(left, CHUNK_LENGTH)));
    }
    // (FFFC,FFFC) OB, Data Set Trailing Padding of 2 bytes
    receiver.feed(ByteBuffer.wrap(Hex.bytes("FCFF FCFF 4F 42 0000 02000000 0000")));
  }
}
