package org.sealgate.inference.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

class CodeTest {
  @Test
  void item_shouldCarryTheThreeValues() {
    DataSet item = Code.dcm("126000", "Imaging Measurement Report").item();
    assertThat(item.getString(Tag.CODE_VALUE)).contains("126000");
    assertThat(item.getString(Tag.CODING_SCHEME_DESIGNATOR)).contains("DCM");
    assertThat(item.getString(Tag.CODE_MEANING)).contains("Imaging Measurement Report");
  }

  @Test
  void new_shouldNameTheFieldAndTheLimit() {
    assertThatThrownBy(() -> Code.sct("1".repeat(17), "x"))
        .hasMessage("Code Value (0008,0100) has 17 characters, allowed: 1 to 16");
    assertThatThrownBy(() -> Code.sct("1", ""))
        .hasMessageContaining("Code Meaning (0008,0104) has 0 characters");
  }
}
