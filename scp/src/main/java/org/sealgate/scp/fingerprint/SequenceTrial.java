package org.sealgate.scp.fingerprint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetParser;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ParserLimits;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/**
 * Finds out whether a value of defined length, whose VR is not known, is a sequence in Implicit VR
 * Little Endian (PS3.5 6.2.2), and makes its tokens. Explicit VR would have said SQ; the canonical
 * form has to be the same.
 */
final class SequenceTrial {
  private static final int SEQUENCE_HEADER_LENGTH = 8;

  private final DigestingHandler handler;
  private final DataSetParser parser;
  private boolean failed;

  /**
   * Starts a value.
   *
   * @param header of the element
   * @param before the tokens before the element, which do not change
   * @param sequencesAround how many sequences the element is in
   */
  SequenceTrial(ElementHeader header, CanonicalTokens before, int sequencesAround) {
    this.handler = DigestingHandler.ofSequence(before.copy(), header.tag(), sequencesAround);
    this.parser =
        new DataSetParser(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            handler,
            ParserLimits.DEFAULT.withMaximumDepth(
                ParserLimits.DEFAULT.maximumDepth() - sequencesAround));
    feed(sequenceHeader(header.length()));
  }

  /** Some sequence of that length, so that the parser takes the value for its items. */
  private static ByteBuffer sequenceHeader(long length) {
    int tag = Tag.REFERENCED_IMAGE_SEQUENCE;
    return ByteBuffer.allocate(SEQUENCE_HEADER_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (tag >>> 16))
        .putShort((short) tag)
        .putInt((int) length)
        .flip();
  }

  /** Takes the next bytes, little endian; the buffer's position does not change. */
  void feed(ByteBuffer bytes) {
    try {
      if (!failed) {
        parser.feed(bytes.duplicate());
      }
    } catch (DataSetFormatException e) {
      failed = true;
    } catch (IOException e) {
      throw new IllegalStateException("digesting does no I/O", e);
    }
  }

  /** All tokens up to the end of the sequence; empty if the value is none. */
  Optional<CanonicalTokens> finish() {
    try {
      if (failed) {
        return Optional.empty();
      }
      parser.finish();
      return Optional.of(handler.tokens());
    } catch (DataSetFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("digesting does no I/O", e);
    }
  }
}
