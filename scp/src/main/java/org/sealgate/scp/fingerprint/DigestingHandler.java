package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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

  private final boolean takesWireBytes;
  private final int sequencesAround;
  private final OptionalInt trialTag;
  private final byte[] scratch = Sha256.scratch();
  private final MessageDigest wire = Sha256.start();
  private final MessageDigest value = Sha256.start();
  private final MessageDigest fragments = Sha256.start();
  private final ByteOrderSwapper swapper = new ByteOrderSwapper();
  private final List<Digest> wireTrailer = new ArrayList<>();
  private CanonicalTokens canonical;
  private OptionalInt sequenceWithoutItem = OptionalInt.empty();
  private @Nullable Digest pixels;
  private @Nullable ElementHeader largeValue;
  private @Nullable TrailingPadding largeText;
  private @Nullable SequenceTrial largeSequence;
  private @Nullable ElementHeader pixelData;
  private boolean offsetTable;
  private boolean largeFragmentSeen;

  /** For a data set that comes in a transfer syntax. */
  DigestingHandler(TransferSyntax transferSyntax) {
    this(new CanonicalTokens(), !transferSyntax.deflated(), OptionalInt.empty(), 0);
    wire.update("sealgate wire 1\0".getBytes(StandardCharsets.US_ASCII));
    wire.update((transferSyntax.uid() + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private DigestingHandler(
      CanonicalTokens canonical,
      boolean takesWireBytes,
      OptionalInt trialTag,
      int sequencesAround) {
    this.canonical = canonical;
    this.takesWireBytes = takesWireBytes;
    this.trialTag = trialTag;
    this.sequencesAround = sequencesAround;
  }

  /**
   * For the one sequence that a {@link SequenceTrial} parses; only tokens are made.
   *
   * @param tag what the sequence is called in the tokens
   * @param sequencesAround how many sequences it is in
   */
  static DigestingHandler ofSequence(CanonicalTokens canonical, int tag, int sequencesAround) {
    return new DigestingHandler(canonical, false, OptionalInt.of(tag), sequencesAround);
  }

  Fingerprint fingerprint() {
    wireTrailer.forEach(digest -> wire.update(digest.bytes()));
    return new Fingerprint(pixels, Digest.of(wire.digest()), canonical.digest());
  }

  /** The tokens; after a value that turned out to be a sequence they are those of its trial. */
  CanonicalTokens tokens() {
    return canonical;
  }

  @Override
  public void deflatedBytes(ByteBuffer bytes) {
    Sha256.update(wire, bytes, scratch);
  }

  @Override
  public void wireBytes(ByteBuffer bytes) {
    if (takesWireBytes) {
      Sha256.update(wire, bytes, scratch);
    }
  }

  @Override
  public void element(ElementHeader header, ByteBuffer bytes) {
    ByteBuffer littleEndian = ByteOrderSwapper.littleEndian(header, bytes);
    if (isPixelData(header)) {
      Sha256.update(value, littleEndian, scratch);
      endPixelData(header, Digest.of(value.digest()));
    } else if (!CanonicalRules.isLeftOut(header.tag()) && !isSequence(header, littleEndian)) {
      canonical.value(header.tag(), CanonicalRules.canonicalValue(header, littleEndian));
    }
  }

  private boolean isSequence(ElementHeader header, ByteBuffer littleEndian) {
    if (!CanonicalRules.mayBeSequence(header) || !CanonicalRules.beginsWithItem(littleEndian)) {
      return false;
    }
    SequenceTrial trial = new SequenceTrial(header, canonical, sequencesAround + header.depth());
    trial.feed(littleEndian);
    return continuesIn(trial);
  }

  /** Goes on with the trial's tokens if the value was a sequence. */
  private boolean continuesIn(SequenceTrial trial) {
    Optional<CanonicalTokens> tokens = trial.finish();
    tokens.ifPresent(found -> canonical = found);
    return tokens.isPresent();
  }

  @Override
  public void largeValueStart(ElementHeader header) {
    largeValue = header;
    boolean textual = CanonicalRules.isTextual(header);
    boolean open = !isPixelData(header);
    largeText =
        open && (textual || CanonicalRules.isUnknown(header.tag()))
            ? new TrailingPadding(textual)
            : null;
    largeSequence =
        open && CanonicalRules.mayBeSequence(header)
            ? new SequenceTrial(header, canonical, sequencesAround + header.depth())
            : null;
    swapper.start(header.valueRepresentation());
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) {
    if (pixelData != null) {
      if (!offsetTable) {
        Sha256.update(fragments, chunk, scratch);
      } else {
        Sha256.update(value, chunk, scratch);
      }
      return;
    }
    takeLarge(swapper.swap(chunk));
  }

  private void takeLarge(ByteBuffer littleEndian) {
    if (largeText != null) {
      largeText.update(littleEndian);
    }
    if (largeSequence != null) {
      largeSequence.feed(littleEndian);
    }
    Sha256.update(value, littleEndian, scratch);
  }

  @Override
  public void largeValueEnd() {
    if (pixelData != null) {
      if (offsetTable) {
        toWire(Digest.of(value.digest()));
      }
      return;
    }
    takeLarge(swapper.finish());
    Digest digest = Digest.of(value.digest());
    toWire(digest);
    ElementHeader header = Objects.requireNonNull(largeValue);
    if (isPixelData(header)) {
      endPixelData(header, digest);
    } else if (!CanonicalRules.isLeftOut(header.tag())) {
      endLarge(header, digest);
    }
    largeValue = null;
    largeText = null;
    largeSequence = null;
  }

  private void endLarge(ElementHeader header, Digest digest) {
    if (largeSequence != null && continuesIn(largeSequence)) {
      return;
    }
    if (largeText != null && largeText.isText()) {
      largeText.writeTo(canonical, header.tag());
    } else {
      canonical.largeValue(header.tag(), header.length(), digest);
    }
  }

  @Override
  public void sequenceStart(ElementHeader header) {
    boolean isTrial = header.depth() == 0;
    sequenceWithoutItem = isTrial && trialTag.isPresent() ? trialTag : OptionalInt.of(header.tag());
  }

  @Override
  public void itemStart(ElementHeader header) {
    sequenceWithoutItem.ifPresent(canonical::sequenceStart);
    sequenceWithoutItem = OptionalInt.empty();
    canonical.itemStart();
  }

  @Override
  public void itemEnd() {
    canonical.itemEnd();
  }

  @Override
  public void sequenceEnd() {
    if (sequenceWithoutItem.isPresent()) {
      // In Implicit VR an unknown element without a value may or may not be a sequence.
      canonical.value(sequenceWithoutItem.getAsInt(), ByteBuffer.allocate(0));
      sequenceWithoutItem = OptionalInt.empty();
    } else {
      canonical.sequenceEnd();
    }
  }

  @Override
  public void fragmentsStart(ElementHeader header) {
    pixelData = header;
    largeFragmentSeen = false;
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer bytes) {
    if (index > 0) {
      Sha256.update(fragments, bytes, scratch);
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
    if (isPixelData(header)) {
      pixels = digest;
    }
    canonical.pixelData(header.tag(), digest);
    if (largeFragmentSeen && takesWireBytes) {
      wireTrailer.add(digest);
    }
    pixelData = null;
  }

  private void endPixelData(ElementHeader header, Digest digest) {
    pixels = digest;
    canonical.pixelData(header.tag(), digest);
  }

  private void toWire(Digest digest) {
    if (takesWireBytes) {
      wire.update(digest.bytes());
    }
  }

  private boolean isPixelData(ElementHeader header) {
    return trialTag.isEmpty()
        && header.depth() == 0
        && switch (header.tag()) {
          case Tag.PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA -> true;
          default -> false;
        };
  }
}
