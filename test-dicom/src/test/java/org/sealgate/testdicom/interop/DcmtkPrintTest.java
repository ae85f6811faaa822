package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.interop.RecordingScp.Noted;
import org.sealgate.testdicom.process.CommandLine;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.ExternalTool;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ProcessSpecification;
import org.sealgate.testdicom.process.ScpProcess;

/**
 * Print management (PS3.4 H) with {@code dcmprscu} and {@code dcmprscp}: the DIMSE-N services that
 * DCMTK has, under a meta SOP class whose UID is not that of the messages.
 */
class DcmtkPrintTest {
  private static final String GRAYSCALE_META = "1.2.840.10008.5.1.1.9";
  private static final String FILM_SESSION = "1.2.840.10008.5.1.1.1";
  private static final String FILM_BOX = "1.2.840.10008.5.1.1.2";
  private static final String IMAGE_BOX = "1.2.840.10008.5.1.1.4";
  private static final String PRINTER = "1.2.840.10008.5.1.1.16";
  private static final String PRINTER_INSTANCE = "1.2.840.10008.5.1.1.17";
  private static final int PRINT = 1;
  private static final int IMAGE_DISPLAY_FORMAT = 0x20100010;
  private static final int REFERENCED_FILM_SESSION_SEQUENCE = 0x20100500;
  private static final int REFERENCED_IMAGE_BOX_SEQUENCE = 0x20100510;
  private static final int IMAGE_BOX_POSITION = 0x20200010;
  private static final int BASIC_GRAYSCALE_IMAGE_SEQUENCE = 0x20200110;
  private static final int PRINTER_STATUS = 0x21100010;
  private static final int SIZE = 64;

  @TempDir Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    for (String name : List.of("database", "spool", "log", "lut")) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  @Test
  void dcmprscu_shouldPrintWithUs() throws IOException {
    try (RecordingScp scp = RecordingScp.start("PRINTER", DcmtkPrintTest::print)) {
      Path configuration = configuration("PRINTER", scp.peer());
      Path job = printJob(configuration);

      tool("dcmprscu", configuration, job).run().requireSuccess();

      assertThat(scp.requests())
          .extracting(noted -> noted.command().commandField().orElseThrow())
          .contains(
              CommandField.N_GET_RQ,
              CommandField.N_CREATE_RQ,
              CommandField.N_SET_RQ,
              CommandField.N_ACTION_RQ,
              CommandField.N_DELETE_RQ);
      DataSet image =
          scp.requests(CommandField.N_SET_RQ)
              .getLast()
              .attributes()
              .getSequence(BASIC_GRAYSCALE_IMAGE_SEQUENCE)
              .getFirst();
      assertThat(image.getBytes(Tag.PIXEL_DATA).orElseThrow())
          .hasSize(
              image.getInt(Tag.ROWS, 0)
                  * image.getInt(Tag.COLUMNS, 0)
                  * (image.getInt(Tag.BITS_ALLOCATED, 0) / 8));
    }
  }

  @Test
  void dcmprscp_shouldPrintForUs() throws IOException {
    Peer peer = Peer.local("PRINTER", FreePorts.next());
    Path configuration = configuration("LOCALPRINTER", peer);
    try (ScpProcess printer = ScpProcess.start(peer, server(configuration));
        Association association = Exchange.open(printer.peer(), GRAYSCALE_META)) {
      Exchange.Reply status =
          ask(
              association,
              Commands.getAttributesRequest(PRINTER, PRINTER_INSTANCE, List.of()),
              null);
      assertThat(status.attributes().getString(PRINTER_STATUS)).hasValue("NORMAL");

      String session =
          created(ask(association, Commands.createRequest(FILM_SESSION), new DataSet()));
      Exchange.Reply box = ask(association, Commands.createRequest(FILM_BOX), filmBox(session));
      String imageBox =
          box.attributes()
              .getSequence(REFERENCED_IMAGE_BOX_SEQUENCE)
              .getFirst()
              .getString(Tag.REFERENCED_SOP_INSTANCE_UID, "");
      ask(association, Commands.setRequest(IMAGE_BOX, imageBox), image());
      ask(association, Commands.actionRequest(FILM_BOX, created(box), PRINT), null);
      ask(association, Commands.deleteRequest(FILM_SESSION, session), null);
    }
    try (Stream<Path> database = Files.list(folder.resolve("database"))) {
      assertThat(database.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("SP_"))
          .anyMatch(name -> name.startsWith("HG_"));
    }
  }

  private static Exchange.Reply ask(
      Association association, CommandSet request, @Nullable DataSet dataSet) throws IOException {
    Exchange.Reply reply = Exchange.one(association, GRAYSCALE_META, request, dataSet);
    assertThat(reply.status().isSuccessOrWarning()).as(request + " → " + reply.status()).isTrue();
    return reply;
  }

  private static String created(Exchange.Reply reply) {
    return reply.command().sopInstanceUid().orElseThrow();
  }

  private static DataSet filmBox(String session) {
    return new DataSet()
        .put(IMAGE_DISPLAY_FORMAT, ValueRepresentation.ST, "STANDARD\\1,1")
        .putSequence(
            REFERENCED_FILM_SESSION_SEQUENCE,
            new DataSet()
                .putString(Tag.REFERENCED_SOP_CLASS_UID, FILM_SESSION)
                .putString(Tag.REFERENCED_SOP_INSTANCE_UID, session));
  }

  private static DataSet image() {
    DataSet pixels =
        new DataSet()
            .putInt(Tag.SAMPLES_PER_PIXEL, 1)
            .putString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
            .putInt(Tag.ROWS, SIZE)
            .putInt(Tag.COLUMNS, SIZE)
            .putInt(Tag.BITS_ALLOCATED, 8)
            .putInt(Tag.BITS_STORED, 8)
            .putInt(Tag.HIGH_BIT, 7)
            .putInt(Tag.PIXEL_REPRESENTATION, 0)
            .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, new byte[SIZE * SIZE]);
    return new DataSet()
        .putInt(IMAGE_BOX_POSITION, 1)
        .putSequence(BASIC_GRAYSCALE_IMAGE_SEQUENCE, pixels);
  }

  /** A printer with one image on a film. */
  private static void print(Association association, DimseRequest request, Noted noted)
      throws IOException {
    switch (noted.command().commandField().orElseThrow()) {
      case N_GET_RQ ->
          respond(request, noted.command(), new DataSet().putString(PRINTER_STATUS, "NORMAL"));
      case N_CREATE_RQ -> respondWithInstance(request, noted);
      default -> request.respond(Status.SUCCESS);
    }
  }

  private static void respondWithInstance(DimseRequest request, Noted noted) throws IOException {
    boolean film = noted.command().sopClassUid().orElse("").equals(FILM_BOX);
    DataSet attributes = noted.attributes();
    if (film) {
      attributes.putSequence(
          REFERENCED_IMAGE_BOX_SEQUENCE,
          new DataSet()
              .putString(Tag.REFERENCED_SOP_CLASS_UID, IMAGE_BOX)
              .putString(Tag.REFERENCED_SOP_INSTANCE_UID, "2.25.33"));
    }
    CommandSet created =
        noted.command().toBuilder()
            .set(CommandElement.AFFECTED_SOP_INSTANCE_UID, film ? "2.25.22" : "2.25.11")
            .build();
    respond(request, created, attributes);
  }

  private static void respond(DimseRequest request, CommandSet asked, DataSet attributes)
      throws IOException {
    request.respond(
        Commands.response(asked, Status.SUCCESS),
        Exchange.bytes(attributes, request.presentationContext()));
  }

  /** A stored print object of one image, made by DCMTK. */
  private Path printJob(Path configuration) throws IOException {
    Path image = folder.resolve("image.dcm");
    Encoding.DEFAULT.writeFile(
        Studies.tomography(StudyOptions.of(111), 1, SIZE, SIZE).instances().getFirst(), image);
    tool("dcmpsprt", configuration, image).run().requireSuccess();
    try (Stream<Path> database = Files.list(folder.resolve("database"))) {
      return database
          .filter(file -> file.getFileName().toString().startsWith("SP_"))
          .findFirst()
          .orElseThrow();
    }
  }

  private CommandLine tool(String name, Path configuration, Path file) {
    return Dcmtk.tool(name, "-v", "-c", configuration.toString(), "-p", "FILM", file.toString())
        .in(folder);
  }

  private ProcessSpecification server(Path configuration) {
    String tool = ExternalTool.dcmtk("dcmprscp").locate().toString();
    return ProcessSpecification.of(
        "dcmprscp", folder, List.of(tool, "-v", "-c", configuration.toString(), "-p", "FILM"));
  }

  private Path configuration(String type, Peer printer) throws IOException {
    return Files.writeString(
        folder.resolve("print.cfg"),
        """
        [[GENERAL]]
        [APPLICATION]
        LogDirectory = log
        [PRINT]
        Directory = spool
        MinPrintResolution = 64\\64
        MaxPrintResolution = 512\\512
        DeletePrintJobs = false
        [DATABASE]
        Directory = database
        [LUT]
        Directory = lut
        [NETWORK]
        aetitle = DCMPRINT
        [[COMMUNICATION]]
        [FILM]
        Type = %s
        Aetitle = %s
        Description = film
        Hostname = %s
        Port = %d
        DisplayFormat = 1,1
        FilmSizeID = A4
        MaxPDU = 32768
        MediumType = PAPER
        SupportsPresentationLUT = false
        [[VOI]]
        """
            .formatted(type, printer.aeTitle(), printer.host(), printer.port()));
  }
}
