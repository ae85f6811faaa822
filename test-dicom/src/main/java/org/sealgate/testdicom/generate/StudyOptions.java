package org.sealgate.testdicom.generate;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a generated study is like.
 *
 * @param seed decides about everything that is not given: patient, dates, UIDs, pixels
 * @param repertoire character set of its text
 * @param oddities what its objects carry besides
 */
public record StudyOptions(long seed, Repertoire repertoire, Set<Oddity> oddities) {
  /** Copies the set. */
  public StudyOptions {
    oddities = Set.copyOf(oddities);
  }

  /** A plain study. */
  public static StudyOptions of(long seed) {
    return new StudyOptions(seed, Repertoire.ASCII, Set.of());
  }

  /** The same with text in another repertoire. */
  public StudyOptions with(Repertoire other) {
    return new StudyOptions(seed, other, oddities);
  }

  /** The same with these oddities. */
  public StudyOptions with(Oddity... others) {
    return new StudyOptions(seed, repertoire, Set.of(others));
  }

  /** The same with every oddity. */
  public StudyOptions withAllOddities() {
    return new StudyOptions(seed, repertoire, EnumSet.allOf(Oddity.class));
  }
}
