package org.sealgate.scp.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.SpecificCharacterSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/** Picks out of a passing data set the few attributes that the node files an instance under. */
public final class InstanceObserver implements DataSetHandler {
  private static final Set<Integer> WANTED =
      Set.of(
          Tag.SPECIFIC_CHARACTER_SET,
          Tag.SOP_INSTANCE_UID,
          Tag.PATIENT_ID,
          Tag.ISSUER_OF_PATIENT_ID,
          Tag.STUDY_INSTANCE_UID,
          Tag.SERIES_INSTANCE_UID,
          Tag.MODALITY);
  private static final int LONGEST = 128;

  private final Map<Integer, byte[]> values = new HashMap<>();

  @Override
  public void element(ElementHeader header, ByteBuffer value) {
    if (header.depth() == 0 && value.remaining() <= LONGEST && WANTED.contains(header.tag())) {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      values.put(header.tag(), bytes);
    }
  }

  /** The value of a top-level attribute in ASCII, empty if the data set does not have it. */
  public String value(int tag) {
    return strip(new String(bytes(tag), StandardCharsets.US_ASCII));
  }

  /** The patient that the data set names, in whatever character set. */
  public PatientIdentity patient() {
    String terms = value(Tag.SPECIFIC_CHARACTER_SET);
    SpecificCharacterSet characters =
        terms.isEmpty()
            ? SpecificCharacterSet.DEFAULT
            : SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1)));
    return new PatientIdentity(
        text(Tag.PATIENT_ID, characters), text(Tag.ISSUER_OF_PATIENT_ID, characters));
  }

  private String text(int tag, SpecificCharacterSet characters) {
    return strip(characters.decode(bytes(tag), ValueRepresentation.LO));
  }

  private byte[] bytes(int tag) {
    return values.getOrDefault(tag, new byte[0]);
  }

  private static String strip(String text) {
    return text.replace('\0', ' ').strip();
  }
}
