package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.AnvilOptions;
import org.sealgate.testdicom.process.HospitalChain;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;

/** A PACS, a viewer, if wanted a chain, and a node between them, all in one folder. */
final class Department implements AutoCloseable {
  private final Path folder;
  private final ScriptablePacs pacs;
  private final ScriptablePacs viewer;
  private @Nullable HospitalChain chain;
  private @Nullable NodeProcess node;

  private Department(Path folder, ScriptablePacs pacs, ScriptablePacs viewer) {
    this.folder = folder;
    this.pacs = pacs;
    this.viewer = viewer;
  }

  /** Starts PACS and viewer. */
  static Department open(Path folder) throws IOException {
    ScriptablePacs pacs = ScriptablePacs.start(PacsOptions.of("PACS"), folder.resolve("pacs"));
    try {
      return new Department(
          folder,
          pacs,
          ScriptablePacs.start(PacsOptions.of(Sites.VIEWER), folder.resolve("viewer")));
    } catch (IOException e) {
      pacs.close();
      throw e;
    }
  }

  ScriptablePacs pacs() {
    return pacs;
  }

  ScriptablePacs viewer() {
    return viewer;
  }

  /** Starts a chain with the contracts of a hospital. */
  HospitalChain startChain() throws IOException {
    HospitalChain started =
        HospitalChain.start(AnvilOptions.DEFAULT, Files.createDirectories(folder.resolve("chain")));
    chain = started;
    return started;
  }

  /** Starts the node; it knows the viewer, and the PACS knows it as a destination. */
  NodeProcess startNode(NodeOptions options) throws IOException {
    NodeProcess started =
        NodeProcess.start(options.withViewer(viewer.peer()), folder.resolve("node"));
    node = started;
    pacs.registerDestination(started.peer());
    return started;
  }

  NodeProcess node() {
    return Objects.requireNonNull(node, "the node was not started");
  }

  /** The modality stores a study, with success. */
  List<DataSetSource> store(GeneratedStudy study) throws IOException {
    List<DataSetSource> sources = DataSetSource.of(study, Encoding.DEFAULT);
    assertThat(Sites.modality(node()).store(sources)).allMatch(Status::isSuccess);
    return sources;
  }

  /** The viewer has a study sent to itself. */
  RetrieveResult move(GeneratedStudy study) throws IOException {
    return Sites.viewer(node())
        .move(QueryModel.STUDY_ROOT, ScuClient.study(study.studyInstanceUid()), Sites.VIEWER);
  }

  @Override
  public void close() {
    for (AutoCloseable part : new AutoCloseable[] {node, viewer, pacs, chain}) {
      Sites.close(part);
    }
  }
}
