package org.sealgate.dimse.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.WriterOptions;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** Valid inputs from which a campaign starts. */
final class FuzzSeeds {
  private static final String UID = "1.2.840.10008.5.1.4.1.1.2";

  private FuzzSeeds() {}

  static List<byte[]> of(FuzzTarget target) throws IOException {
    return switch (target) {
      case PDU -> PduSeeds.all().map(PduEncoder::encode).map(FuzzSeeds::bytes).toList();
      case COMMAND_SET -> commandSets().map(CommandSet::encode).map(FuzzSeeds::bytes).toList();
      case IMPLICIT_LITTLE_ENDIAN -> dataSets(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
      case EXPLICIT_LITTLE_ENDIAN -> dataSets(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
      case EXPLICIT_BIG_ENDIAN -> dataSets(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
      case ENCAPSULATED ->
          List.of(DataSetWriter.toBytes(DataSetSeeds.encapsulated(), TransferSyntax.JPEG_BASELINE));
      case DEFLATED -> dataSets(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
      case TRANSCODER -> transcodings();
      case DICOM_FILE -> files();
      case VALUE -> values();
    };
  }

  private static Stream<CommandSet> commandSets() {
    return Stream.of(
        Commands.echoRequest(),
        Commands.storeRequest(StoreRequest.of(UID, "1.2.3")),
        Commands.moveRequest(UID, Priority.HIGH, new AeTitle("VIEWER")),
        Commands.cancelRequest(7),
        Commands.getAttributesRequest(UID, "1.2.3", List.of(0x00100010, 0x00280010)),
        CommandSet.builder()
            .status(new Status(0xA900, "no such attribute", List.of(0x00100020), OptionalInt.of(3)))
            .dataSet(false)
            .build());
  }

  private static List<byte[]> dataSets(TransferSyntax syntax) {
    List<byte[]> seeds = new ArrayList<>();
    for (DataSet dataSet : DataSetSeeds.uncompressed()) {
      seeds.add(DataSetWriter.toBytes(dataSet, syntax));
      seeds.add(
          DataSetWriter.toBytes(dataSet, syntax, WriterOptions.DEFINED_LENGTHS.withGroupLengths()));
    }
    return seeds;
  }

  private static List<byte[]> transcodings() {
    List<byte[]> seeds = new ArrayList<>();
    for (int choice = 0; choice < 16; choice++) {
      TransferSyntax source = TranscoderProperty.SYNTAXES.get(choice & 3);
      DataSet dataSet = DataSetSeeds.uncompressed().get(choice % 3);
      seeds.add(prefixed(DataSetWriter.toBytes(dataSet, source), choice));
    }
    return seeds;
  }

  private static List<byte[]> files() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (TransferSyntax syntax : TranscoderProperty.SYNTAXES) {
      FileMetaInformation meta =
          FileMetaInformation.create(SopClasses.CT_IMAGE_STORAGE, "1.2.3.4", syntax, "1.2", "SEED");
      for (byte[] dataSet : dataSets(syntax).subList(0, 2)) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DicomFile.writeHeader(file, meta);
        file.writeBytes(dataSet);
        seeds.add(file.toByteArray());
        seeds.add(dataSet);
      }
    }
    return seeds;
  }

  private static List<byte[]> values() {
    List<byte[]> seeds = new ArrayList<>();
    Stream<String> texts =
        Stream.of(
            "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B",
            "Hong^Gildong=\u001b$)C\u00fb\u00f3^\u001b$)C\u00d1\u00ce",
            "1.5\\-2e3\\7 ",
            "20251122\\235959.999999",
            "\u00e4\u00f6\\\u001b-F\u00c4\u00e9");
    List<byte[]> contents = texts.map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    for (byte[] content : contents) {
      for (int choice = 0; choice < ValueProperty.CHARACTER_SETS.size(); choice++) {
        seeds.add(prefixed(prefixed(content, choice), 3 * choice));
      }
    }
    return seeds;
  }

  private static byte[] prefixed(byte[] bytes, int first) {
    byte[] prefixed = new byte[bytes.length + 1];
    prefixed[0] = (byte) first;
    System.arraycopy(bytes, 0, prefixed, 1, bytes.length);
    return prefixed;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
