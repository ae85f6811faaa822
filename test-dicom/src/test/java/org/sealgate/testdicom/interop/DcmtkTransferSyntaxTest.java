package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Oddity;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;

/**
 * Every transfer syntax that DCMTK's tools can make, sent by DCMTK to us and by us to DCMTK: the
 * data set's bytes are the ones in the file that the tool made.
 *
 * <p>That holds from {@code storescu} as well because the files are in the layout that it sends:
 * defined lengths, no group lengths, no Data Set Trailing Padding. What it does with another layout
 * is a test of its own.
 */
class DcmtkTransferSyntaxTest {
  private static final int SIZE = 48;

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static ScpProcess storescp;
  private static Path tomography;
  private static Path radiograph;
  private static Path clip;

  /** What the tools can make. */
  enum Made {
    IMPLICIT("1.2.840.10008.1.2", false, "dcmconv", "+ti"),
    EXPLICIT("1.2.840.10008.1.2.1", false, "dcmconv", "+te"),
    BIG_ENDIAN("1.2.840.10008.1.2.2", false, "dcmconv", "+tb"),
    DEFLATED("1.2.840.10008.1.2.1.99", false, "dcmconv", "+td"),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", true, "dcmcjpeg", "+eb"),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", false, "dcmcjpeg", "+ee"),
    JPEG_SPECTRAL("1.2.840.10008.1.2.4.53", false, "dcmcjpeg", "+es"),
    JPEG_PROGRESSIVE("1.2.840.10008.1.2.4.55", false, "dcmcjpeg", "+ep"),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", false, "dcmcjpeg", "+el"),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", false, "dcmcjpeg", "+e1"),
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", false, "dcmcjpls", "+el"),
    JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", false, "dcmcjpls", "+en"),
    RLE("1.2.840.10008.1.2.5", false, "dcmcrle", "+e");

    private final String uid;
    private final boolean eightBits;
    private final String tool;
    private final String option;

    Made(String uid, boolean eightBits, String tool, String option) {
      this.uid = uid;
      this.eightBits = eightBits;
      this.tool = tool;
      this.option = option;
    }

    /** Converts the instances that this syntax can hold. */
    List<Path> make() throws IOException {
      Path into = Files.createDirectories(folder.resolve(name()));
      List<Path> made = new ArrayList<>();
      for (Path from : eightBits ? List.of(clip) : List.of(tomography, radiograph, clip)) {
        Path to = into.resolve(from.getFileName());
        Dcmtk.run(tool, option, from.toString(), to.toString()).requireSuccess();
        made.add(to);
      }
      return made;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("ARCHIVE"), folder.resolve("archive"));
    storescp = startStorescp();
    StudyOptions options =
        StudyOptions.of(51)
            .with(Oddity.NESTED_SEQUENCES, Oddity.PRIVATE_ELEMENTS, Oddity.PADDED_INSTITUTION_NAME);
    tomography = folder.resolve("ct.dcm");
    radiograph = folder.resolve("cr.dcm");
    clip = folder.resolve("us.dcm");
    Encoding.DEFAULT.writeFile(
        Studies.tomography(options, 1, SIZE, SIZE).instances().getFirst(), tomography);
    Encoding.DEFAULT.writeFile(
        Studies.computedRadiographs(options, 1, SIZE, SIZE).instances().getFirst(), radiograph);
    Encoding.DEFAULT.writeFile(
        Studies.ultrasound(options, 3, SIZE, SIZE).instances().getFirst(), clip);
  }

  /** Its option +xa does not take the retired JPEG processes; a profile does. */
  private static ScpProcess startStorescp() throws IOException {
    Path received = Files.createDirectory(folder.resolve("received"));
    Peer peer = Peer.local("STORESCP", FreePorts.next());
    List<String> options =
        List.of("-v", "+B", "-xf", profile().toString(), "ALL", "-od", received.toString());
    return ScpProcess.start(peer, ScpProcess.dcmtk("storescp", peer, folder, options));
  }

  @AfterAll
  static void stop() {
    storescp.close();
    pacs.close();
  }

  @ParameterizedTest
  @EnumSource
  void storescu_shouldReachUsUnchanged(Made made) throws IOException {
    List<Path> files = made.make();
    int before = pacs.received().size();

    DcmtkTools.run("storescu", pacs.peer(), files, "-xf", profile().toString(), made.name())
        .requireSuccess();

    assertThat(digests(since(before))).isEqualTo(DataSets.digestsOf(onTheNetwork(files)));
    assertThat(since(before))
        .extracting(ReceivedInstance::transferSyntaxUid)
        .containsOnly(made.uid);
  }

  /** {@code dcmsend} is left out where it converts: it offers Explicit VR Little Endian first. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IMPLICIT", "BIG_ENDIAN"})
  void dcmsend_shouldReachUsUnchanged(Made made) throws IOException {
    List<Path> files = made.make();
    int before = pacs.received().size();

    DcmtkTools.run("dcmsend", pacs.peer(), files, "--decompress-never").requireSuccess();

    assertThat(digests(since(before))).isEqualTo(DataSets.digestsOf(onTheNetwork(files)));
  }

  @ParameterizedTest
  @EnumSource
  void storescp_shouldKeepWhatWeSend(Made made) throws IOException {
    List<Path> files = made.make();
    List<DataSetSource> sources = onTheNetwork(files);

    List<Status> statuses = new ScuClient("SEALGATE", storescp.peer()).store(sources);

    assertThat(statuses).allMatch(Status::isSuccess);
    assertThat(sources)
        .extracting(DataSetSource::transferSyntax)
        .extracting(TransferSyntax::uid)
        .containsOnly(made.uid);
    assertThat(DataSets.digests(received(sources))).isEqualTo(DataSets.digestsOf(sources));
  }

  @Test
  void storescp_shouldTakeWhatWeDeflate_whetherTheStreamIsOddOrEven() throws Exception {
    List<DataSetSource> sources = deflatedHere(16);
    assertThat(sources.stream().map(DcmtkTransferSyntaxTest::isStreamOdd).distinct()).hasSize(2);

    List<Status> statuses = new ScuClient("SEALGATE", storescp.peer()).store(sources);

    assertThat(statuses).allMatch(Status::isSuccess);
    assertThat(DataSets.digests(received(sources))).isEqualTo(DataSets.digestsOf(sources));
  }

  /** The slice under so many UIDs, with comments of different lengths. */
  private static List<DataSetSource> deflatedHere(int count) throws IOException {
    TransferSyntax deflated = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    DataSet dataSet;
    try (DicomFile file = DicomFile.open(tomography)) {
      dataSet = file.readDataSet();
    }
    List<DataSetSource> sources = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String uid = "1.2.3.4.5." + number;
      dataSet
          .putString(Tag.SOP_INSTANCE_UID, uid)
          .putString(Tag.PATIENT_COMMENTS, "comment".repeat(number));
      byte[] bytes = DataSetWriter.toBytes(dataSet, deflated);
      sources.add(
          new DataSetSource(
              SopClasses.CT_IMAGE_STORAGE, uid, deflated, output -> output.write(bytes)));
    }
    return sources;
  }

  private static boolean isStreamOdd(DataSetSource source) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(DataSets.bytes(source));
      byte[] inflated = new byte[4096];
      while (!inflater.finished()) {
        assertThat(inflater.inflate(inflated)).isPositive();
      }
      return inflater.getBytesRead() % 2 != 0;
    } catch (IOException | DataFormatException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void storescu_shouldReachUsWithDefinedLengths_whateverTheFileHas() throws IOException {
    // storescu writes every data set anew: undefined lengths become defined ones. What it sends is
    // what dcmconv makes of the file in the same syntax.
    Path undefined = folder.resolve("undefined.dcm");
    Path defined = folder.resolve("defined.dcm");
    Dcmtk.run("dcmconv", "-e", "+g", tomography.toString(), undefined.toString()).requireSuccess();
    Dcmtk.run("dcmconv", "+e", undefined.toString(), defined.toString()).requireSuccess();
    int before = pacs.received().size();

    DcmtkTools.run("storescu", pacs.peer(), List.of(undefined), "-xe").requireSuccess();

    assertThat(digests(since(before)))
        .isEqualTo(DataSets.digests(List.of(defined)))
        .isNotEqualTo(DataSets.digests(List.of(undefined)));
  }

  private static List<ReceivedInstance> since(int before) {
    List<ReceivedInstance> received = pacs.received();
    return received.subList(before, received.size());
  }

  private static Map<String, String> digests(List<ReceivedInstance> received) {
    Map<String, String> digests = new TreeMap<>();
    received.forEach(instance -> digests.put(instance.sopInstanceUid(), instance.sha256()));
    return digests;
  }

  private static List<Path> received(List<DataSetSource> sources) throws IOException {
    List<Path> received = new ArrayList<>();
    for (DataSetSource source : sources) {
      received.add(received(source.sopInstanceUid()));
    }
    return received;
  }

  /** storescp names a file {@code MODALITY.UID}. */
  private static Path received(String sopInstanceUid) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("received"))) {
      return files
          .filter(file -> file.toString().endsWith("." + sopInstanceUid))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * What goes over the network. A deflated stream of odd length gets a NUL byte (PS3.5 A.5), which
   * dcmconv leaves out in the file; storescu adds it, and storescp insists on it.
   */
  private static List<DataSetSource> onTheNetwork(List<Path> files) throws IOException {
    List<DataSetSource> sent = new ArrayList<>();
    for (DataSetSource source : DataSetSource.of(files)) {
      byte[] bytes = DataSets.bytes(source);
      byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
      sent.add(
          new DataSetSource(
              source.sopClassUid(),
              source.sopInstanceUid(),
              source.transferSyntax(),
              output -> output.write(even)));
    }
    return sent;
  }

  /** A profile All that takes every syntax, and one for each that proposes nothing else. */
  private static Path profile() throws IOException {
    StringBuilder text = new StringBuilder("[[TransferSyntaxes]]\n");
    for (Made made : Made.values()) {
      text.append("[%s]\nTransferSyntax1 = %s\n".formatted(made, made.uid));
    }
    text.append("[ALL]\n");
    int number = 0;
    for (Made made : Made.values()) {
      number++;
      text.append("TransferSyntax%d = %s\n".formatted(number, made.uid));
    }
    text.append("[[PresentationContexts]]\n");
    List<String> names = new ArrayList<>(List.of("ALL"));
    Stream.of(Made.values()).map(Made::name).forEach(names::add);
    for (String name : names) {
      text.append(
          """
          [%1$s]
          PresentationContext1 = CTImageStorage\\%1$s
          PresentationContext2 = ComputedRadiographyImageStorage\\%1$s
          PresentationContext3 = UltrasoundMultiframeImageStorage\\%1$s
          PresentationContext4 = VerificationSOPClass\\%1$s
          """
              .formatted(name));
    }
    text.append("[[Profiles]]\n");
    for (String name : names) {
      text.append("[%1$s]\nPresentationContexts = %1$s\n".formatted(name));
    }
    return Files.writeString(folder.resolve("profiles.cfg"), text);
  }
}
