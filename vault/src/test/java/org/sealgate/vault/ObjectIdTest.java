package org.sealgate.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ObjectIdTest {

  @Test
  void at_shouldCarryTimeAndSortByIt() {
    Instant time = Instant.parse("2026-03-01T12:00:00.123Z");
    ObjectId earlier = ObjectId.at(time);
    ObjectId later = ObjectId.at(time.plusMillis(1));
    assertThat(earlier.time()).isEqualTo(time);
    assertThat(earlier).isLessThan(later);
    assertThat(earlier.toString()).isLessThan(later.toString());
  }

  @Test
  void at_shouldRefuseTimeBefore1970() {
    assertThatThrownBy(() -> ObjectId.at(Instant.EPOCH.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("48 bits");
  }

  @Test
  void next_shouldBeVersion7AndUnique() {
    Set<ObjectId> ids = new HashSet<>();
    for (int count = 0; count < 10_000; count++) {
      ObjectId id = ObjectId.next();
      assertThat(id.toString().charAt(14)).isEqualTo('7');
      assertThat(id.toString().charAt(19)).isIn('8', '9', 'a', 'b');
      ids.add(id);
    }
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void parseAndFromBytes_shouldInvertToStringAndToBytes() {
    ObjectId id = ObjectId.next();
    assertThat(ObjectId.parse(id.toString())).isEqualTo(id);
    assertThat(ObjectId.fromBytes(id.toBytes())).isEqualTo(id);
  }

  @Test
  void parse_shouldRefuseOtherVersionsAndForms() {
    assertThatThrownBy(() -> ObjectId.parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 7");
    String upper = "019A2B3C-0000-7000-8000-000000000ABC";
    assertThatThrownBy(() -> ObjectId.parse(upper))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("canonical");
  }

  @Test
  void fromBytes_shouldNameWrongLength() {
    assertThatThrownBy(() -> ObjectId.fromBytes(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15 bytes, not 16");
  }
}
