package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.Scu;
import org.sealgate.testdicom.process.StorescpProcess;

/**
 * The data set that reaches the PACS through the node has the bytes that it has without the node:
 * {@code storescp +B}, which writes what is on the wire, is the PACS in both cases.
 */
class BitPreservationTest {
  @TempDir static Path folder;
  private static StorescpProcess direct;
  private static StorescpProcess pacs;
  private static NodeProcess node;

  @BeforeAll
  static void start() throws IOException {
    direct = StorescpProcess.start("DIRECT", Files.createDirectory(folder.resolve("direct")));
    pacs = StorescpProcess.start("PACS", Files.createDirectory(folder.resolve("pacs")), "--fork");
    node = NodeProcess.start(Sites.node(pacs.peer()), folder.resolve("node"));
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable part : new AutoCloseable[] {node, pacs, direct}) {
      Sites.close(part);
    }
  }

  @BeforeEach
  void empty() throws IOException {
    for (StorescpProcess storescp : List.of(direct, pacs)) {
      for (Path file : storescp.receivedFiles()) {
        Files.delete(file);
      }
    }
  }

  static List<Repertory> repertories() {
    return Repertory.all().toList();
  }

  @ParameterizedTest
  @MethodSource("repertories")
  void storescu_shouldReachThePacsAsItDoesDirectly(Repertory repertory) throws IOException {
    List<Path> files = repertory.writeTo(folder.resolve("storescu-" + repertory.seed()));

    Scu.store(direct.peer(), files, repertory.option()).requireSuccess();
    Scu.store(node.peer(), files, repertory.option()).requireSuccess();

    assertThat(direct.receivedFiles()).hasSameSizeAs(files);
    assertThat(DataSets.digests(pacs.receivedFiles()))
        .isEqualTo(DataSets.digests(direct.receivedFiles()));
    assertThat(syntaxes()).containsOnlyKeys(repertory.transferSyntax().uid());
  }

  /** storescu itself makes all lengths defined; this client sends the bytes of its files. */
  @ParameterizedTest
  @MethodSource("repertories")
  void store_shouldReachThePacsByteForByte(Repertory repertory) throws IOException {
    Repertory own =
        new Repertory(repertory.transferSyntax(), repertory.option(), repertory.seed() + 50);
    List<DataSetSource> sources =
        DataSetSource.of(own.writeTo(folder.resolve("client-" + own.seed())));

    List<Status> statuses = Sites.modality(node).store(sources);

    assertThat(statuses).allMatch(Status::isSuccess);
    assertThat(DataSets.digests(pacs.receivedFiles())).isEqualTo(DataSets.digestsOf(sources));
  }

  /** What the PACS has, counted by transfer syntax. */
  private static Map<String, Integer> syntaxes() throws IOException {
    Map<String, Integer> syntaxes = new TreeMap<>();
    for (Path file : pacs.receivedFiles()) {
      syntaxes.merge(DataSetSource.of(file).transferSyntax().uid(), 1, Integer::sum);
    }
    return syntaxes;
  }
}
