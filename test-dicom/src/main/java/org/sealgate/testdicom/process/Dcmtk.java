package org.sealgate.testdicom.process;

import java.util.List;

/**
 * The DCMTK command line tools, run to their end: {@code echoscu}, {@code storescu}, {@code
 * findscu}, {@code movescu}, {@code getscu}, {@code dcmconv}, {@code dcmcjpeg}, {@code dcmcjpls},
 * {@code dcmcrle}, {@code dcmdump} and the others.
 */
public final class Dcmtk {
  private Dcmtk() {}

  /** The tool with these arguments, to be run as it is or with other settings. */
  public static CommandLine tool(String name, String... arguments) {
    return CommandLine.of(ExternalTool.dcmtk(name), arguments);
  }

  /**
   * Runs the tool as Debian delivers it, with Nagle's algorithm on.
   *
   * @throws MissingToolException when DCMTK is not installed
   */
  public static ToolResult run(String name, String... arguments) {
    return tool(name, arguments).run();
  }

  /** Runs the tool with Nagle's algorithm off. */
  public static ToolResult runWithoutDelay(String name, String... arguments) {
    return tool(name, arguments).withEnvironment(ProcessSpecification.TCP_NO_DELAY).run();
  }

  /**
   * Arguments that name the called and the calling application entity of a network tool.
   *
   * @param callingAeTitle our AE title
   * @param peer whom to call
   */
  public static List<String> peer(String callingAeTitle, Peer peer) {
    return List.of(
        "-aet", callingAeTitle, "-aec", peer.aeTitle(), peer.host(), Integer.toString(peer.port()));
  }
}
