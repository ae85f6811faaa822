package org.sealgate.scp.fingerprint;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.ElementHeader;

/** Gives every event to two handlers. */
record TeeHandler(DataSetHandler first, DataSetHandler second) implements DataSetHandler {
  @Override
  public void wireBytes(ByteBuffer bytes) throws IOException {
    first.wireBytes(bytes.duplicate());
    second.wireBytes(bytes);
  }

  @Override
  public void deflatedBytes(ByteBuffer bytes) throws IOException {
    first.deflatedBytes(bytes.duplicate());
    second.deflatedBytes(bytes);
  }

  @Override
  public void element(ElementHeader header, ByteBuffer value) throws IOException {
    first.element(header, value.duplicate().order(value.order()));
    second.element(header, value);
  }

  @Override
  public void largeValueStart(ElementHeader header) throws IOException {
    first.largeValueStart(header);
    second.largeValueStart(header);
  }

  @Override
  public void largeValueBytes(ByteBuffer chunk) throws IOException {
    first.largeValueBytes(chunk.duplicate().order(chunk.order()));
    second.largeValueBytes(chunk);
  }

  @Override
  public void largeValueEnd() throws IOException {
    first.largeValueEnd();
    second.largeValueEnd();
  }

  @Override
  public void sequenceStart(ElementHeader header) throws IOException {
    first.sequenceStart(header);
    second.sequenceStart(header);
  }

  @Override
  public void itemStart(ElementHeader header) throws IOException {
    first.itemStart(header);
    second.itemStart(header);
  }

  @Override
  public void itemEnd() throws IOException {
    first.itemEnd();
    second.itemEnd();
  }

  @Override
  public void sequenceEnd() throws IOException {
    first.sequenceEnd();
    second.sequenceEnd();
  }

  @Override
  public void fragmentsStart(ElementHeader header) throws IOException {
    first.fragmentsStart(header);
    second.fragmentsStart(header);
  }

  @Override
  public void fragment(int index, ElementHeader header, ByteBuffer value) throws IOException {
    first.fragment(index, header, value.duplicate().order(value.order()));
    second.fragment(index, header, value);
  }

  @Override
  public void largeFragmentStart(int index, ElementHeader header) throws IOException {
    first.largeFragmentStart(index, header);
    second.largeFragmentStart(index, header);
  }

  @Override
  public void fragmentsEnd() throws IOException {
    first.fragmentsEnd();
    second.fragmentsEnd();
  }
}
