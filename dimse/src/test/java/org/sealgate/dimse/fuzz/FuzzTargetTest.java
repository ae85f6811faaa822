package org.sealgate.dimse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replays the seeds, cut and damaged everywhere, and every input that once broke a property. */
class FuzzTargetTest {
  private static final Path FINDINGS = Path.of("src/test/resources/fuzz");

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
  void check_shouldHoldForEveryFormerFinding(FuzzTarget target) throws IOException {
    for (Path finding : findings(target)) {
      target.check(Files.readAllBytes(finding));
    }
  }

  private static List<Path> findings(FuzzTarget target) throws IOException {
    Path folder = FINDINGS.resolve(target.folder());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.sorted().toList());
    }
  }
}
