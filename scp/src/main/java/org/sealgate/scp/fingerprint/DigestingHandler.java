package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Digest;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/**
 * Turns the events of a parse into the three digests of {@code docs/fingerprint.md}. Every large
 * value is hashed once and enters {@code wire} and {@code canonical} by its digest.
 */
final class DigestingHandler implements DataSetHandler {
  private static final int FLOAT_PIXEL_DATA = 0x7FE00008;
  private static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;

  private final boolean deflated;
  private final MessageDigest wire = Sha256.start();
  private final MessageDigest value = Sha256.start();
  private final MessageDigest fragments = Sha256.start();
  private final CanonicalTokens canonical = new CanonicalTokens();
  private final ByteOrderSwapper swapper;
  private final List<Digest> wireTrailer = new ArrayList<>();
  private @Nullable Digest pixels;
  private @Nullable ElementHeader largeValue;
  private @Nullable TrailingPadding largeText;
  private @Nullable ElementHeader pixelData;
  private boolean offsetTable;
  private boolean largeFragmentSeen;

  DigestingHandler(TransferSyntax transferSyntax) {
    this.deflated = transferSyntax.deflated();
    this.swapper = new ByteOrderSwapper(transferSyntax.bigEndian());
    wire.update("sealgate wire 1\0".getBytes(StandardCharsets.US_ASCII));
    wire.update((transferSyntax.uid() + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  Fingerprint fingerprint() {
    wireTrailer.forEach(digest -> wire.update(digest.bytes()));
    return new Fingerprint(pixels, Digest.of(wire.digest()), canonical.digest());
  }

  @Override
  public void deflatedBytes(ByteBuffer bytes) {
    wire.update(bytes.duplicate());
  }

  @Override
  public void wireBytes(ByteBuffer bytes) {
    if (!deflated) {
      wire.update(bytes.duplicate());
    }
  }

  @Override
  public void element(ElementHeader header, ByteBuffer bytes) {
    if (isPixelData(header)) {
      swapper.start(header.valueRepresentation());
      swapper.swap(bytes, value);
      swapper.finish(value);
      endPixelData(header, Digest.of(value.digest()));
    } else if (!CanonicalRules.isLeftOut(header.tag())) {
      canonical.value(
          header.tag(), CanonicalRules.canonicalValue(header, swapper.swapped(header, bytes)));
    }
  }

  @Override
  public void largeValueStart(ElementHeader header) {
    largeValue = header;
    largeText = CanonicalRules.isTextual(header) ? new TrailingPadding() : null;
    swapper.start(header.valueRepresentation());
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) {
    if (pixelData != null) {
      if (!offsetTable) {
        fragments.update(chunk.duplicate());
      } else {
        value.update(chunk.duplicate());
      }
      return;
    }
    if (largeText != null) {
      largeText.update(chunk.duplicate());
    }
    swapper.swap(chunk, value);
  }

  @Override
  public void largeValueEnd() {
    if (pixelData != null) {
      if (offsetTable) {
        toWire(Digest.of(value.digest()));
      }
      return;
    }
    swapper.finish(value);
    Digest digest = Digest.of(value.digest());
    toWire(digest);
    ElementHeader header = Objects.requireNonNull(largeValue);
    if (isPixelData(header)) {
      endPixelData(header, digest);
    } else if (largeText != null) {
      largeText.writeTo(canonical, header.tag());
    } else if (!CanonicalRules.isLeftOut(header.tag())) {
      canonical.largeValue(header.tag(), header.length(), digest);
    }
    largeValue = null;
    largeText = null;
  }

  @Override
  public void sequenceStart(ElementHeader header) {
    canonical.sequenceStart(header.tag());
  }

  @Override
  public void itemStart(ElementHeader header) {
    canonical.itemStart();
  }

  @Override
  public void itemEnd() {
    canonical.itemEnd();
  }

  @Override
  public void sequenceEnd() {
    canonical.sequenceEnd();
  }

  @Override
  public void fragmentsStart(ElementHeader header) {
    pixelData = header;
    largeFragmentSeen = false;
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer bytes) {
    if (index > 0) {
      fragments.update(bytes.duplicate());
    }
  }

  @Override
  public void largeFragmentStart(int index, ElementHeader header) {
    offsetTable = index == 0;
    largeFragmentSeen |= index > 0;
  }

  @Override
  public void fragmentsEnd() {
    ElementHeader header = Objects.requireNonNull(pixelData);
    Digest digest = Digest.of(fragments.digest());
    if (header.depth() == 0) {
      pixels = digest;
    }
    canonical.pixelData(header.tag(), digest);
    if (largeFragmentSeen && !deflated) {
      wireTrailer.add(digest);
    }
    pixelData = null;
  }

  private void endPixelData(ElementHeader header, Digest digest) {
    pixels = digest;
    canonical.pixelData(header.tag(), digest);
  }

  private void toWire(Digest digest) {
    if (!deflated) {
      wire.update(digest.bytes());
    }
  }

  private static boolean isPixelData(ElementHeader header) {
    return header.depth() == 0
        && switch (header.tag()) {
          case Tag.PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA -> true;
          default -> false;
        };
  }
}
