package org.sealgate.dimse.fuzz;

import java.util.Arrays;
import java.util.List;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.InvalidValueException;
import org.sealgate.dimse.data.PersonName;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/** Values: whatever the bytes, asking for them gives a value or says that it is none. */
final class ValueProperty implements Property {
  private static final int PRIVATE_TAG = 0x00091001;
  private static final ValueRepresentation[] REPRESENTATIONS = ValueRepresentation.values();
  static final List<String[]> CHARACTER_SETS =
      List.of(
          new String[] {},
          new String[] {"ISO_IR 100"},
          new String[] {"ISO_IR 192"},
          new String[] {"GB18030"},
          new String[] {"ISO_IR 13"},
          new String[] {"", "ISO 2022 IR 87", "ISO 2022 IR 159"},
          new String[] {"ISO 2022 IR 13", "ISO 2022 IR 87"},
          new String[] {"", "ISO 2022 IR 149"},
          new String[] {"", "ISO 2022 IR 58"},
          new String[] {"ISO_IR 166"},
          new String[] {"ISO 2022 IR 6", "ISO 2022 IR 100", "ISO 2022 IR 126", "ISO 2022 IR 144"},
          new String[] {"unheard of"});

  @Override
  public void check(byte[] input) {
    if (input.length < 2) {
      return;
    }
    ValueRepresentation representation =
        REPRESENTATIONS[(input[0] & 0xFF) % REPRESENTATIONS.length];
    if (representation == ValueRepresentation.SQ) {
      return;
    }
    DataSet dataSet = new DataSet();
    String[] characterSets = CHARACTER_SETS.get((input[1] & 0xFF) % CHARACTER_SETS.size());
    dataSet.putString(Tag.SPECIFIC_CHARACTER_SET, characterSets);
    dataSet.putBytes(PRIVATE_TAG, representation, Arrays.copyOfRange(input, 2, input.length));
    ask(dataSet);
  }

  private static void ask(DataSet dataSet) {
    List<String> texts = dataSet.getStrings(PRIVATE_TAG);
    Property.requireEqual(
        texts.stream().findFirst(), dataSet.getString(PRIVATE_TAG), "the first value");
    Property.requireEqual(
        texts.stream().findFirst().map(PersonName::parse),
        dataSet.getPersonName(PRIVATE_TAG),
        "the first name");
    answerOrRefuse(() -> dataSet.getInts(PRIVATE_TAG));
    answerOrRefuse(() -> dataSet.getLong(PRIVATE_TAG));
    answerOrRefuse(() -> dataSet.getDoubles(PRIVATE_TAG));
  }

  private static void answerOrRefuse(Runnable question) {
    try {
      question.run();
    } catch (InvalidValueException refused) {
      Property.requireEqual(PRIVATE_TAG, refused.tag(), "tag");
    }
  }
}
