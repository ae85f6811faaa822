package org.sealgate.scp.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.Tag;

/** Picks out of a passing data set the few attributes that the node files an instance under. */
public final class InstanceObserver implements DataSetHandler {
  private static final Set<Integer> WANTED =
      Set.of(Tag.SOP_INSTANCE_UID, Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.MODALITY);
  private static final int LONGEST = 128;

  private final Map<Integer, String> values = new HashMap<>();

  @Override
  public void element(ElementHeader header, ByteBuffer value) {
    if (header.depth() == 0 && value.remaining() <= LONGEST && WANTED.contains(header.tag())) {
      values.put(
          header.tag(),
          StandardCharsets.US_ASCII
              .decode(value.duplicate())
              .toString()
              .replace('\0', ' ')
              .strip());
    }
  }

  /** The value of a top-level attribute, empty if the data set does not have it. */
  public String value(int tag) {
    return values.getOrDefault(tag, "");
  }
}
