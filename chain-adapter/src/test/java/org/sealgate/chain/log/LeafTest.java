package org.sealgate.chain.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  private static Leaf leaf(@Nullable Digest pixels) {
    return new Leaf(filled(1), pixels, filled(3), filled(4), Leaf.hashOfUid("2.25.1"), TIME);
  }

  private static Digest filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Digest.of(bytes);
  }

  /** The page docs/log.md has been computed without this program. */
  @Test
  void leafHash_shouldEqualTheVectorOfThePage() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "log.md"));
    assertThat(page)
        .contains("SHA-256(SOP Instance UID) " + Leaf.hashOfUid("2.25.1"))
        .contains("leaf hash                 " + leaf(filled(2)).leafHash())
        .contains("leaf hash without pixels  " + leaf(null).leafHash());
  }

  @Test
  void decode_shouldReverseEncode() {
    Leaf with = leaf(filled(2));
    Leaf without = leaf(null);
    assertThat(Leaf.decode(with.encode())).isEqualTo(with);
    assertThat(Leaf.decode(without.encode())).isEqualTo(without);
    assertThat(without.pixelsDigest()).isEmpty();
  }

  @Test
  void decode_shouldNameWhatBreaksTheFormat() {
    refuse(-1, 0, "170 bytes, not 169");
    refuse(0, 2, "version is 2");
    refuse(1, 3, "reserved bits");
    refuse(1, 0, "pixels is not zero");
    refuse(162, 0x80, "receivedAt");
  }

  private static void refuse(int offset, int value, String message) {
    byte[] encoded = leaf(filled(2)).encode();
    byte[] changed = offset < 0 ? Arrays.copyOf(encoded, encoded.length - 1) : encoded;
    if (offset >= 0) {
      changed[offset] = (byte) value;
    }
    assertThatThrownBy(() -> Leaf.decode(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void create_shouldDrawANewNonceEachTime() {
    Leaf first = Leaf.create(null, filled(3), filled(4), "2.25.1", TIME);
    Leaf second = Leaf.create(null, filled(3), filled(4), "2.25.1", TIME);
    assertThat(first.leafHash()).isNotEqualTo(second.leafHash());
    assertThat(first.sopInstanceUidSha256()).isEqualTo(second.sopInstanceUidSha256());
  }

  @Test
  void hashOfUid_shouldIgnorePadding() {
    assertThat(Leaf.hashOfUid("2.25.1\0")).isEqualTo(Leaf.hashOfUid("2.25.1"));
    assertThat(Leaf.hashOfUid("2.25.1 ")).isEqualTo(Leaf.hashOfUid("2.25.1"));
  }

  @Test
  void leaf_shouldRefuseTimesBefore1970() {
    assertThatThrownBy(() ->
            new Leaf(
                filled(1), null, filled(3), filled(4), filled(5), Instant.EPOCH.minusMillis(1)))
        .hasMessageContaining("before 1970");
  }
}
