package org.sealgate.dimse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replays the seeds, cut and damaged everywhere, and every input that once broke a property. */
class FuzzTargetTest {
  @ParameterizedTest
  @EnumSource
  void check_shouldHoldForSeeds(FuzzTarget target) throws IOException {
    List<byte[]> seeds = FuzzSeeds.of(target);
    assertThat(seeds).isNotEmpty();
    for (byte[] seed : seeds) {
      target.check(seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void check_shouldHoldForSeedsCutOffAnywhere(FuzzTarget target) throws IOException {
    for (byte[] seed : FuzzSeeds.of(target)) {
      for (int length = 0; length < seed.length; length++) {
        target.check(Arrays.copyOf(seed, length));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void check_shouldHoldForSeedsWithAnyByteFlipped(FuzzTarget target) throws IOException {
    for (byte[] seed : FuzzSeeds.of(target)) {
      for (int index = 0; index < seed.length; index++) {
        for (int mask : new int[] {0x01, 0x80, 0xFF}) {
          byte[] flipped = seed.clone();
          flipped[index] ^= (byte) mask;
          target.check(flipped);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void check_shouldHoldForEveryInputThatIsKept(FuzzTarget target) throws IOException {
    for (byte[] input : FuzzCorpus.of(target)) {
      target.check(input);
    }
  }

  @Test
  void corpus_shouldBeThere() throws IOException {
    assertThat(FuzzCorpus.of(FuzzTarget.PDU)).hasSizeGreaterThan(100);
    assertThat(FuzzCorpus.of(FuzzTarget.TRANSCODER)).hasSizeGreaterThanOrEqualTo(2);
  }
}
