package org.sealgate.testdicom.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.AnvilOptions;
import org.sealgate.testdicom.process.CommandLine;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.ExternalTool;
import org.sealgate.testdicom.process.HospitalChain;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.Peer;

/**
 * A small radiology department: chain, PACS, node and viewer, all real processes on free ports of
 * loopback but for the viewer. Stops them all when it is closed.
 */
final class Site implements AutoCloseable {
  static final String MODALITY = "MODALITY";
  private static final String VIEWER = "VIEWER";
  private static final Map<String, String> NO_DELAY = Map.of("TCP_NODELAY", "1");

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final HospitalChain chain;
  private final Viewer viewer;
  private final DemoPacs pacs;
  private final NodeProcess node;

  /**
   * How a site is to be.
   *
   * @param heap the node's {@code -Xmx}
   * @param tuned whether the peers get {@code TCP_NODELAY=1}, which Debian's do not have by default
   */
  record Options(String heap, boolean tuned) {}

  private Site(Path folder, Options options) throws IOException {
    boolean ready = false;
    try {
      chain =
          keep(
              HospitalChain.start(
                  AnvilOptions.DEFAULT, Files.createDirectories(folder.resolve("chain"))));
      viewer = keep(Viewer.start(VIEWER));
      NodeOptions settings =
          NodeOptions.of("SEALGATE", Peer.local("PACS", 1))
              .withMaximumHeap(options.heap())
              .withModality(MODALITY)
              .withViewer(viewer.peer())
              // Reports would join the studies whose instances are counted here.
              .with("inference.report", false)
              .withAnchor(chain);
      pacs =
          keep(
              DemoPacs.start(
                  folder.resolve("pacs"),
                  List.of(viewer.peer(), settings.self()),
                  options.tuned()));
      node = keep(NodeProcess.start(settings.withPacs(pacs.peer()), folder.resolve("node")));
      ready = true;
    } finally {
      if (!ready) {
        close();
      }
    }
  }

  /**
   * Starts everything.
   *
   * @param folder for all data; created if it is missing
   */
  static Site start(Path folder, Options options) throws IOException {
    return new Site(folder, options);
  }

  HospitalChain chain() {
    return chain;
  }

  Viewer viewer() {
    return viewer;
  }

  DemoPacs pacs() {
    return pacs;
  }

  NodeProcess node() {
    return node;
  }

  /** Sends all DICOM files in a folder, with DCMTK's storescu where it is installed. */
  static void store(Path files, Peer target, boolean tuned) throws IOException {
    if (ExternalTool.dcmtk("storescu").isInstalled()) {
      CommandLine command =
          Dcmtk.tool(
              "storescu",
              "-aet",
              MODALITY,
              "-aec",
              target.aeTitle(),
              "--scan-directories",
              target.host(),
              Integer.toString(target.port()),
              files.toString());
      (tuned ? command.withEnvironment(NO_DELAY) : command).run().requireSuccess();
      return;
    }
    try (Stream<Path> list = Files.list(files)) {
      new ScuClient(MODALITY, target).store(DataSetSource.of(list.sorted().toList()));
    }
  }

  /** Moves to the viewer; everything has to arrive. */
  void retrieve(Peer source, DataSet identifier) throws IOException {
    RetrieveResult result =
        new ScuClient(VIEWER, source).move(QueryModel.STUDY_ROOT, identifier, VIEWER);
    if (!result.status().isSuccess()) {
      throw new IOException(
          "C-MOVE from " + source + " ended with " + result.status() + ", " + result.counts());
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failure = new IOException("a part of the site could not be stopped", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
