package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.Fault;
import org.sealgate.testdicom.pacs.FaultRule;
import org.sealgate.testdicom.pacs.GetResult;
import org.sealgate.testdicom.pacs.Operation;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.NodeOptions;

/** No altered image reaches the department.viewer(), whichever way it goes. */
class TamperTest extends DepartmentSuite {
  /** Slices of 8 KiB, which are held until their verdict. */
  private static final GeneratedStudy SMALL = Studies.tomography(StudyOptions.of(71), 4, 64, 64);

  /** Slices of 512 KiB, which are more than a node that holds 64 KiB holds. */
  private static final GeneratedStudy LARGE = Studies.tomography(StudyOptions.of(72), 4, 512, 512);

  private static final String NOT_ENOUGH = "64KiB";
  private static final String ENOUGH = "16MiB";

  /** Starts a node with a study in it. */
  private List<DataSetSource> given(GeneratedStudy study, NodeOptions options) throws IOException {
    department.startNode(options);
    return department.store(study);
  }

  private NodeOptions options(String hold) {
    return Sites.impatientNode(department.pacs().peer()).with("retrieve.hold", hold);
  }

  private void tamper(String sopInstanceUid, long offset) {
    department
        .pacs()
        .script()
        .add(FaultRule.forInstance(Operation.SEND, sopInstanceUid, new Fault.TamperPixels(offset)));
  }

  private GetResult get(GeneratedStudy study, List<DataSetSource> sources) throws IOException {
    return Sites.viewer(node())
        .get(
            QueryModel.STUDY_ROOT,
            ScuClient.study(study.studyInstanceUid()),
            sources,
            Files.createDirectories(folder.resolve("got")));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENOUGH, NOT_ENOUGH})
  void move_shouldBringTheSealedCopyInPlaceOfAnAlteredOne(String hold) throws IOException {
    List<DataSetSource> sources = given(LARGE, options(hold));
    tamper(sources.get(0).sopInstanceUid(), 0);
    tamper(sources.get(2).sopInstanceUid(), -1);

    RetrieveResult result = department.move(LARGE);

    assertThat(result.status().isSuccess()).as("%s", result).isTrue();
    assertThat(result.counts().completed()).isEqualTo(sources.size());
    assertThat(complete(department.viewer())).isEqualTo(DataSets.digestsOf(sources));
    assertReplaced(sources.get(0), sources.get(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENOUGH, NOT_ENOUGH})
  void get_shouldBringTheSealedCopyInPlaceOfAnAlteredOne(String hold) throws IOException {
    List<DataSetSource> sources = given(LARGE, options(hold));
    tamper(sources.get(1).sopInstanceUid(), 100_000);

    GetResult result = get(LARGE, sources);

    assertThat(result.result().status().isSuccess()).as("%s", result).isTrue();
    assertThat(digests(result)).isEqualTo(DataSets.digestsOf(sources));
    assertReplaced(sources.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"move", "get"})
  void alterationAtThePacs_shouldBeReplacedHoweverTheNodeFetches(String retrieveWith)
      throws IOException {
    List<DataSetSource> sources =
        given(SMALL, options(ENOUGH).with("pacs.retrieve-with", retrieveWith));
    tamper(sources.get(3).sopInstanceUid(), 17);

    assertThat(department.move(SMALL).status().isSuccess()).isTrue();

    assertThat(complete(department.viewer())).isEqualTo(DataSets.digestsOf(sources));
    assertReplaced(sources.get(3));
  }

  /** Converting an image is no alteration, and does not hide one. */
  @Test
  void alterationOfAReencodedImage_shouldBeSeen() throws IOException {
    List<DataSetSource> sources = given(SMALL, options(ENOUGH));
    department
        .pacs()
        .script()
        .add(
            FaultRule.always(
                Operation.SEND, new Fault.Transcode(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));
    tamper(sources.get(1).sopInstanceUid(), 1000);

    assertThat(department.move(SMALL).status().isSuccess()).isTrue();

    assertThat(node().number("verdicts.unanchored")).isEqualTo(sources.size() - 1L);
    assertThat(node().number("verdicts.pixels_only")).isZero();
    assertThat(complete(department.viewer()))
        .hasSameSizeAs(sources)
        .containsEntry(sources.get(1).sopInstanceUid(), DataSets.digest(sources.get(1)));
    assertReplaced(sources.get(1));
  }

  @Test
  void changedAttribute_shouldBeDeliveredAndNamedInTheAuditTrail() throws IOException {
    List<DataSetSource> sources = given(SMALL, options(ENOUGH));
    String uid = sources.getFirst().sopInstanceUid();
    DataSet merged = new DataSet().putString(Tag.PATIENT_NAME, "Merged^Patient");
    department
        .pacs()
        .script()
        .add(FaultRule.forInstance(Operation.SEND, uid, new Fault.Coerce(merged)));

    assertThat(department.move(SMALL).status().isSuccess()).isTrue();

    assertThat(node().number("verdicts.pixels_only")).isEqualTo(1);
    assertThat(node().number("verdicts.mismatch")).isZero();
    assertThat(
            department
                .viewer()
                .instance(uid)
                .orElseThrow()
                .attributes()
                .getString(Tag.PATIENT_NAME, ""))
        .isEqualTo("Merged^Patient");
    JsonNode line = node().audit("attributes-changed").getFirst();
    assertThat(line.path("sopInstanceUid").asText()).isEqualTo(uid);
    assertThat(line.path("attributes")).hasSize(1);
    assertThat(line.at("/attributes/0").asText()).isEqualTo("(0010,0010)");
  }

  @Test
  void pacsThatIsDown_shouldLeaveTheVault() throws IOException {
    List<DataSetSource> sources = given(SMALL, options(ENOUGH));
    department.pacs().goDown();

    assertThat(department.move(SMALL).status().isSuccess()).isTrue();

    assertThat(complete(department.viewer())).isEqualTo(DataSets.digestsOf(sources));
    assertThat(digests(get(SMALL, sources))).isEqualTo(DataSets.digestsOf(sources));
  }

  private void assertReplaced(DataSetSource... sources) throws IOException {
    assertThat(node().number("verdicts.mismatch")).isEqualTo(sources.length);
    List<String> replaced =
        node().audit("mismatch-replaced").stream()
            .map(line -> line.path("sopInstanceUid").asText())
            .toList();
    assertThat(replaced)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(sources).map(DataSetSource::sopInstanceUid).toList());
    assertThat(node().audit("mismatch-withheld")).isEmpty();
  }

  /** Digests of what an archive received completely; nothing may have come twice. */
  private static Map<String, String> complete(ScriptablePacs archive) {
    Map<String, String> digests = new TreeMap<>();
    for (ReceivedInstance instance : archive.received()) {
      assertThat(digests.put(instance.sopInstanceUid(), instance.sha256()))
          .as("another copy of %s", instance.sopInstanceUid())
          .isNull();
    }
    return digests;
  }

  private static Map<String, String> digests(GetResult result) throws IOException {
    return DataSets.digests(result.received().stream().map(each -> each.file()).toList());
  }
}
