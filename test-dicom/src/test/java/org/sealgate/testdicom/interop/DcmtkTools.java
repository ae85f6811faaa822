package org.sealgate.testdicom.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ToolResult;

/** DCMTK's network tools, which take options, a peer and files, in this order. */
final class DcmtkTools {
  /** AE title of the tools. */
  static final String AE_TITLE = "DCMTK";

  private DcmtkTools() {}

  /** Runs a tool to its end. */
  static ToolResult run(String tool, Peer peer, List<Path> files, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(Dcmtk.peer(AE_TITLE, peer));
    files.forEach(file -> arguments.add(file.toString()));
    return Dcmtk.runWithoutDelay(tool, arguments.toArray(String[]::new));
  }
}
