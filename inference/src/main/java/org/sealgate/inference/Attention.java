package org.sealgate.inference;

import java.util.Arrays;

/**
 * Class activation: how much each field of the image speaks for (positive) or against (negative)
 * pneumonia. No unit; only the differences within one image mean something.
 *
 * @param columns fields across
 * @param rows fields down
 * @param evidence one value per field, row by row from the top left; copied
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record Attention(int columns, int rows, float[] evidence) {
  /** Checks that there is one value per field. */
  public Attention {
    if (columns < 1 || rows < 1 || evidence.length != columns * rows) {
      throw new IllegalArgumentException(
          evidence.length + " values for " + columns + " x " + rows + " fields");
    }
    evidence = evidence.clone();
  }

  @Override
  public float[] evidence() {
    return evidence.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attention attention
        && columns == attention.columns
        && rows == attention.rows
        && Arrays.equals(evidence, attention.evidence);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * columns + rows) + Arrays.hashCode(evidence);
  }
}
