package org.sealgate.testdicom.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sealgate.dimse.data.LengthEncoding;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.process.Dcmtk;

/** Compression by DCMTK: JPEG Baseline, JPEG Extended, JPEG Lossless, JPEG-LS. */
final class ExternalCompression {
  /** Tool and options by transfer syntax UID; the SOP Instance UID stays as it is. */
  private static final Map<String, List<String>> TOOLS =
      Map.of(
          TransferSyntax.JPEG_BASELINE.uid(), List.of("dcmcjpeg", "+eb", "+un"),
          TransferSyntax.JPEG_EXTENDED.uid(), List.of("dcmcjpeg", "+ee", "+un"),
          TransferSyntax.JPEG_LOSSLESS.uid(), List.of("dcmcjpeg", "+e1"),
          TransferSyntax.JPEG_LS_LOSSLESS.uid(), List.of("dcmcjpls", "+el"),
          TransferSyntax.JPEG_LS_NEAR_LOSSLESS.uid(), List.of("dcmcjpls", "+en", "+un"));

  private ExternalCompression() {}

  static boolean isNeeded(TransferSyntax transferSyntax) {
    return TOOLS.containsKey(transferSyntax.uid());
  }

  static void writeFile(Encoding encoding, GeneratedInstance instance, Path file)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path uncompressed = Files.createTempFile(folder, "uncompressed", ".dcm");
    try {
      Encoding.DEFAULT.writeFile(instance, uncompressed);
      compress(encoding, uncompressed, file);
    } finally {
      Files.deleteIfExists(uncompressed);
    }
  }

  private static void compress(Encoding encoding, Path from, Path to) {
    List<String> command = TOOLS.getOrDefault(encoding.transferSyntax().uid(), List.of());
    List<String> arguments = new ArrayList<>(command.subList(1, command.size()));
    arguments.add(encoding.lengths() == LengthEncoding.DEFINED ? "+e" : "-e");
    if (encoding.groupLengths()) {
      arguments.add("+g");
    }
    arguments.add(from.toString());
    arguments.add(to.toString());
    Dcmtk.run(command.getFirst(), arguments.toArray(String[]::new)).requireSuccess();
  }
}
