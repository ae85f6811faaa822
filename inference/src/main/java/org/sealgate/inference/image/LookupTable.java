package org.sealgate.inference.image;

import java.util.Arrays;

/**
 * A LUT Descriptor and its LUT Data (PS3.3 C.11.1.1.1). Values below the first mapped one give the
 * first entry, values beyond the last give the last.
 *
 * @param firstMapped the value that the first entry is for
 * @param bits bits of an output value, 8 to 16
 * @param entries the output values, at least one; copied
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record LookupTable(int firstMapped, int bits, int[] entries) {
  /** Checks the descriptor. */
  public LookupTable {
    if (bits < 8 || bits > 16) {
      throw new IllegalArgumentException(
          "LUT Descriptor (0028,3002) has " + bits + " bits, allowed: 8 to 16");
    }
    if (entries.length == 0 || entries.length > 65536) {
      throw new IllegalArgumentException(
          "LUT Data (0028,3006) has " + entries.length + " entries, allowed: 1 to 65536");
    }
    entries = entries.clone();
  }

  @Override
  public int[] entries() {
    return entries.clone();
  }

  /** The output for an input value. */
  public int at(int value) {
    return entries[Math.clamp((long) value - firstMapped, 0, entries.length - 1)];
  }

  /** The largest output value that the bits allow. */
  public int largestOutput() {
    return (1 << bits) - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LookupTable table
        && firstMapped == table.firstMapped
        && bits == table.bits
        && Arrays.equals(entries, table.entries);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * firstMapped + bits) + Arrays.hashCode(entries);
  }
}
