package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What is allocated depends on the number of chunks, a view each, and not on the bytes in them. */
class DataSetParserMemoryTest {
  private static final int CHUNK_LENGTH = 256 * 1024;
  private static final int MOST_BYTES_PER_CHUNK = 512;
  private static final int MOST_BYTES_AT_START = 256 * 1024;

  @Test
  void feed_shouldNotAllocateByPixels() throws IOException {
    parse(4);
    int chunks = 2048;
    long before = allocated();
    long received = parse(chunks);
    long allocated = allocated() - before;
    assertThat(received).isEqualTo((long) chunks * CHUNK_LENGTH);
    assertThat(allocated).isLessThan(MOST_BYTES_AT_START + (long) chunks * MOST_BYTES_PER_CHUNK);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /**
   * Pixel Data of so many chunks of 256 KiB: half a gigabyte, of which one chunk exists at a time.
   */
  private static long parse(int chunks) throws IOException {
    long[] received = new long[1];
    DataSetHandler handler =
        new DataSetHandler() {
          @Override
          public void largeValueBytes(ByteBuffer chunk) {
            received[0] += chunk.remaining();
          }
        };
    byte[] header = Hex.bytes("E07F 1000 4F 57 0000 00000000");
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(8, chunks * CHUNK_LENGTH);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);
    try (DataSetParser parser =
        new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, handler)) {
      parser.feed(ByteBuffer.wrap(header));
      for (int index = 0; index < chunks; index++) {
        parser.feed(chunk.clear());
      }
      parser.finish();
    }
    return received[0];
  }
}
