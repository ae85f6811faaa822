package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** Both roles against DCMTK's tools as real processes. */
class DcmtkTest {
  private static final int PIXELS = 700_000;

  @TempDir Path directory;

  @Test
  void echoscu_shouldSucceed() throws Exception {
    try (DicomServer server =
        TestPeers.server((association, request) -> request.respond(Status.SUCCESS))) {
      String text =
          DcmtkTools.run(directory, "echoscu", "-v", "127.0.0.1", Integer.toString(server.port()));
      assertThat(text).contains("Received Echo Response (Success)");
    }
  }

  @Test
  void storescu_shouldDeliverTheDataSetByteForByte() throws Exception {
    Map<String, byte[]> received = new ConcurrentHashMap<>();
    try (DicomServer server = TestPeers.server((association, request) -> keep(request, received))) {
      Path file = directory.resolve("image.dcm");
      byte[] dataSet = dataSet("1.2.3.4", PIXELS);
      Files.write(file, part10("1.2.3.4", dataSet));
      DcmtkTools.run(
          directory,
          "storescu",
          "-v",
          "127.0.0.1",
          Integer.toString(server.port()),
          file.toString());
      assertThat(received.get("1.2.3.4")).isEqualTo(dataSet);
    }
  }

  @Test
  void storescu_shouldReportTheStatusOfARefusal() throws Exception {
    AssociationSession refuse = (association, request) -> request.respond(Status.OUT_OF_RESOURCES);
    try (DicomServer server = TestPeers.server(refuse)) {
      Path file = directory.resolve("image.dcm");
      Files.write(file, part10("1.2.3.4", dataSet("1.2.3.4", PIXELS)));
      Process process =
          new ProcessBuilder(
                  "storescu", "-v", "127.0.0.1", Integer.toString(server.port()), file.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("refused.txt").toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(directory.resolve("refused.txt"), StandardCharsets.ISO_8859_1))
          .contains("OutOfResources");
    }
  }

  @Test
  void storescp_shouldReceiveTheDataSetByteForByte() throws Exception {
    int port = DcmtkTools.freePort();
    Process process =
        new ProcessBuilder("storescp", "+B", "-od", directory.toString(), Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("storescp.txt").toFile())
            .start();
    try {
      DcmtkTools.awaitListening(port);
      byte[] dataSet = dataSet("1.2.3.5", PIXELS);
      try (Association association = AssociationConnector.connect(TestPeers.connectTo(port))) {
        assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        assertThat(send(association, "1.2.3.5", dataSet)).isEqualTo(Status.SUCCESS);
      }
      assertThat(storedDataSet()).isEqualTo(dataSet);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void findscu_shouldShowEveryMatch() throws Exception {
    AssociationSession archive =
        (association, request) -> {
          request.requireDataSet().skip();
          for (int match = 0; match < 3; match++) {
            request.respond(
                Commands.response(request.command(), Status.PENDING),
                ByteBuffer.wrap(
                    element(
                        0x0010,
                        0x0020,
                        "LO",
                        ("PATIENT" + match).getBytes(StandardCharsets.US_ASCII))));
          }
          request.respond(Status.SUCCESS);
        };
    try (DicomServer server = TestPeers.server(archive)) {
      String text =
          DcmtkTools.run(
              directory,
              "findscu",
              "-S",
              "-v",
              "-k",
              "QueryRetrieveLevel=STUDY",
              "-k",
              "PatientID",
              "127.0.0.1",
              Integer.toString(server.port()));
      assertThat(text).contains("PATIENT0", "PATIENT1", "PATIENT2");
    }
  }

  private static Status send(Association association, String uid, byte[] dataSet)
      throws IOException {
    PresentationContext context =
        association
            .acceptedContext(TestPeers.CT_IMAGE_STORAGE, TestPeers.EXPLICIT_VR_LITTLE_ENDIAN)
            .orElseThrow();
    try (OutgoingStore store =
        association.beginStore(context, StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, uid))) {
      store.write(ByteBuffer.wrap(dataSet));
      return store.finish().status();
    }
  }

  /** The data set in the one file that storescp wrote: what follows the file meta information. */
  private byte[] storedDataSet() throws IOException {
    try (var files = Files.list(directory)) {
      Path file =
          files.filter(path -> path.toString().contains("1.2.3.5")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      int metaLength = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(140);
      return Arrays.copyOfRange(bytes, 144 + metaLength, bytes.length);
    }
  }

  private static void keep(DimseRequest request, Map<String, byte[]> received) throws Exception {
    received.put(
        request.command().sopInstanceUid().orElseThrow(),
        request.requireDataSet().asInputStream().readAllBytes());
    request.respond(Status.SUCCESS);
  }

  private static byte[] dataSet(String sopInstance, int pixels) {
    byte[] values = new byte[pixels];
    new Random(pixels).nextBytes(values);
    return join(
        element(
            0x0008, 0x0016, "UI", TestPeers.CT_IMAGE_STORAGE.getBytes(StandardCharsets.US_ASCII)),
        element(0x0008, 0x0018, "UI", sopInstance.getBytes(StandardCharsets.US_ASCII)),
        element(0x0010, 0x0010, "PN", "TEST^PATIENT".getBytes(StandardCharsets.US_ASCII)),
        element(0x7FE0, 0x0010, "OW", values));
  }

  private static byte[] part10(String sopInstance, byte[] dataSet) {
    byte[] meta =
        join(
            element(0x0002, 0x0001, "OB", new byte[] {0, 1}),
            element(
                0x0002,
                0x0002,
                "UI",
                TestPeers.CT_IMAGE_STORAGE.getBytes(StandardCharsets.US_ASCII)),
            element(0x0002, 0x0003, "UI", sopInstance.getBytes(StandardCharsets.US_ASCII)),
            element(
                0x0002,
                0x0010,
                "UI",
                TestPeers.EXPLICIT_VR_LITTLE_ENDIAN.getBytes(StandardCharsets.US_ASCII)),
            element(0x0002, 0x0012, "UI", "1.2.3".getBytes(StandardCharsets.US_ASCII)));
    byte[] length = {(byte) meta.length, (byte) (meta.length >>> 8), 0, 0};
    return join(
        new byte[128],
        "DICM".getBytes(StandardCharsets.US_ASCII),
        element(0x0002, 0x0000, "UL", length),
        meta,
        dataSet);
  }

  /** One element in Explicit VR Little Endian, padded with NUL. */
  private static byte[] element(int group, int number, String vr, byte[] value) {
    int length = value.length + value.length % 2;
    boolean wide = vr.equals("OB") || vr.equals("OW");
    ByteBuffer out = ByteBuffer.allocate((wide ? 12 : 8) + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) group).putShort((short) number);
    out.put(vr.getBytes(StandardCharsets.US_ASCII));
    if (wide) {
      out.putShort((short) 0).putInt(length);
    } else {
      out.putShort((short) length);
    }
    return out.put(value).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
