package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssociationTimeoutsTest {
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT721H"})
  void constructor_shouldRefuseTimesOutOfRangeByName(String time) {
    assertThatThrownBy(() -> AssociationTimeouts.DEFAULT.withIdle(Duration.parse(time)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("idle")
        .hasMessageContaining("more than 0 and at most 30 days");
  }

  @Test
  void constructor_shouldRefuseARateOfNothing() {
    assertThatThrownBy(() -> AssociationTimeouts.DEFAULT.withMinimumRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimumRate is 0; it must be at least 1 byte per second");
  }

  @Test
  void with_shouldChangeNothingElse() {
    Duration other = Duration.ofSeconds(77);
    AssociationTimeouts changed =
        AssociationTimeouts.DEFAULT
            .withConnect(other, other)
            .withArtim(other)
            .withIdle(other)
            .withMessage(other, other)
            .withDimse(other)
            .withRelease(other)
            .withMinimumRate(5);
    assertThat(changed)
        .isEqualTo(
            new AssociationTimeouts(other, other, other, other, other, other, other, other, 5));
  }
}
