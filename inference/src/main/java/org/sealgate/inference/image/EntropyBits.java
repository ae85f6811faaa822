package org.sealgate.inference.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bits of entropy-coded data up to the next marker, most significant first, without those that
 * are stuffed in after a byte FF.
 *
 * <p>They are copied into a window, ahead of the decoder, which says before each row or block how
 * many bits it takes at most ({@link #prepare}). So nothing has to be checked bit by bit: what lies
 * beyond the last bit reads as zeros, and {@link #requireNoOverrun} tells afterwards that the data
 * ended early.
 */
final class EntropyBits {
  /** As many bits are valid in what {@link #ahead()} returns. */
  static final int AHEAD = 57;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int SMALLEST_WINDOW_BYTES = 1 << 15;
  private static final int MARGIN_BYTES = 2 * Long.BYTES;

  private final byte[] source;
  private final int sourceEnd;
  private final int stuffedBits;
  private int next;

  private byte[] window = new byte[0];

  /** Bits that the window holds. */
  private int filled;

  /** Bits of the window that are read. */
  private int position;

  private EntropyBits(ByteBuffer data, int stuffedBits) {
    this.stuffedBits = stuffedBits;
    source = data.array();
    next = data.arrayOffset() + data.position();
    sourceEnd = data.arrayOffset() + data.limit();
  }

  /** Of a JPEG scan: a byte 00 after FF is stuffing (T.81 F.1.2.3). */
  static EntropyBits ofJpeg(ByteBuffer data) {
    return new EntropyBits(data, 8);
  }

  /** Of a JPEG-LS scan: a bit 0 after FF is stuffing (T.87 A.1). */
  static EntropyBits ofJpegLs(ByteBuffer data) {
    return new EntropyBits(data, 1);
  }

  /**
   * Lets at most the given number of bits be read until the next call.
   *
   * @throws BrokenImageException if more bits were read already than there are
   */
  void prepare(int bits) throws BrokenImageException {
    if (filled - position < bits) {
      fill(bits);
    }
  }

  /** The next {@value #AHEAD} bits, and some more that are not valid, from the top of the word. */
  long ahead() {
    return ahead(window, position);
  }

  /** The same at any bit of a {@link #window()}. */
  static long ahead(byte[] window, int position) {
    return (long) LONGS.get(window, position >>> 3) << (position & 7);
  }

  /** For loops that keep the position themselves; valid until the next {@link #prepare}. */
  byte[] window() {
    return window;
  }

  int position() {
    return position;
  }

  void position(int bit) {
    position = bit;
  }

  void skip(int bits) {
    position += bits;
  }

  /** Reads up to 32 bits as an unsigned number. */
  int take(int bits) {
    int value = first(ahead(), bits);
    position += bits;
    return value;
  }

  /** The first bits, at most 32, of a word as an unsigned number; of none it is 0. */
  static int first(long word, int bits) {
    return (int) (word >>> 1 >>> (Long.SIZE - 1 - bits));
  }

  /** Fails when more bits were read than there are. */
  void requireNoOverrun() throws BrokenImageException {
    if (position > filled) {
      throw new BrokenImageException(
          next < sourceEnd
              ? "the entropy-coded data end early, at a marker"
              : "the entropy-coded data end early");
    }
  }

  /** Goes to after the next restart marker (RST0 to RST7). */
  void restart() throws BrokenImageException {
    position = 0;
    filled = 0;
    while (next + 1 < sourceEnd) {
      if (source[next++] == (byte) 0xFF && (source[next] & 0xF8) == 0xD0) {
        next++;
        return;
      }
    }
    throw new BrokenImageException("a restart marker is missing");
  }

  /** Moves what is left to the front of the window and fills up the rest. */
  private void fill(int bits) throws BrokenImageException {
    requireNoOverrun();
    requireRoom(bits);
    int from = position >>> 3;
    int kept = ((filled + 7) >>> 3) - from;
    System.arraycopy(window, from, window, 0, kept);
    filled -= 8 * from;
    position -= 8 * from;
    Arrays.fill(window, kept, window.length, (byte) 0);
    append(8 * (window.length - MARGIN_BYTES));
  }

  private void requireRoom(int bits) {
    int bytes = Math.max(bits / 8 + 2 * MARGIN_BYTES, SMALLEST_WINDOW_BYTES);
    if (window.length < bytes) {
      window = Arrays.copyOf(window, bytes);
    }
  }

  /** Appends eight bytes at a time where none is FF. */
  private void append(int until) {
    while (filled < until) {
      if (next + Long.BYTES <= sourceEnd) {
        long bytes = (long) LONGS.get(source, next);
        if (!containsMarkerPrefix(bytes)) {
          appendLong(bytes);
          next += Long.BYTES;
          continue;
        }
      }
      if (!appendByte()) {
        return;
      }
    }
  }

  private static boolean containsMarkerPrefix(long bytes) {
    long inverted = ~bytes;
    return ((inverted - 0x0101010101010101L) & ~inverted & 0x8080808080808080L) != 0;
  }

  private void appendLong(long bytes) {
    int at = filled >>> 3;
    int used = filled & 7;
    if (used == 0) {
      LONGS.set(window, at, bytes);
    } else {
      LONGS.set(window, at, ((long) window[at] << 56) | (bytes >>> used));
      window[at + Long.BYTES] = (byte) (bytes << (8 - used));
    }
    filled += Long.SIZE;
  }

  /** Appends a byte, and after FF what follows it; false at a marker or the end. */
  private boolean appendByte() {
    if (next == sourceEnd) {
      return false;
    }
    int value = source[next] & 0xFF;
    if (value != 0xFF) {
      appendBits(value, 8);
      next++;
      return true;
    }
    if (next + 1 == sourceEnd || (source[next + 1] & 0xFF) >>> (8 - stuffedBits) != 0) {
      return false;
    }
    appendBits(value, 8);
    appendBits(source[next + 1] & 0xFF, 8 - stuffedBits);
    next += 2;
    return true;
  }

  private void appendBits(int value, int bits) {
    int at = filled >>> 3;
    int room = 16 - (filled & 7) - bits;
    window[at] |= (byte) ((value << room) >>> 8);
    window[at + 1] |= (byte) (value << room);
    filled += bits;
  }
}
