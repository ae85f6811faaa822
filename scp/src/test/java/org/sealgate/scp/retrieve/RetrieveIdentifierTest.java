package org.sealgate.scp.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;

/** The small parts of a retrieval. */
class RetrieveIdentifierTest {
  @ParameterizedTest
  @CsvSource({
    "STUDY,Study Instance UID",
    "SERIES,Series Instance UID",
    "PATIENT,Patient ID",
    "IMAGE,SOP Instance UID",
    "SLICE,Query/Retrieve Level",
    "'',Query/Retrieve Level"
  })
  void of_shouldNameWhatIsMissing(String level, String named) {
    DataSet identifier = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, level);
    assertThatThrownBy(() -> RetrieveIdentifier.of(identifier))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void of_shouldReadListsOfUids() {
    RetrieveIdentifier identifier =
        RetrieveIdentifier.of(
            new DataSet()
                .putString(Tag.QUERY_RETRIEVE_LEVEL, "image ")
                .putString(Tag.SOP_INSTANCE_UID, "1.2", "1.3"));
    assertThat(identifier.level()).isEqualTo(RetrieveIdentifier.Level.IMAGE);
    assertThat(identifier.sopInstanceUids()).containsExactly("1.2", "1.3");
  }

  @Test
  void progress_shouldCountEveryOutcome() {
    Progress progress = new Progress();
    progress.expect(5);
    progress.expect(3);
    progress.answered("1", Status.SUCCESS);
    progress.answered("2", Status.of(0xB000));
    progress.answered("3", Status.OUT_OF_RESOURCES);
    progress.failed("4");
    assertThat(progress.counts(false)).isEqualTo(new SubOperations(1, 1, 2, 1));
    assertThat(progress.counts(true)).isEqualTo(new SubOperations(0, 1, 2, 1));
    assertThat(progress.failedUids()).containsExactly("3", "4");
    assertThat(progress.delivered()).isEqualTo(2);
  }

  @Test
  void progress_shouldNotExceedWhatTheFieldsHold() {
    Progress progress = new Progress();
    progress.expect(100_000);
    assertThat(progress.counts(false).remaining()).isEqualTo(65_535);
  }
}
