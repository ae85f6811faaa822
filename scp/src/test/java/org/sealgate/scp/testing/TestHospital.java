package org.sealgate.scp.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.Node;
import org.sealgate.scp.config.NodeConfigurationReader;

/** A node between a modality CT1, a viewer VIEWER and a PACS, all in this process. */
public final class TestHospital implements AutoCloseable {
  private static final String MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
  private static final String GET = "1.2.840.10008.5.1.4.1.2.2.3";
  private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

  private final Path folder;
  private final String settings;
  private final TestPeer pacs = new TestPeer("ARCHIVE");
  private final TestPeer viewer = new TestPeer("VIEWER");
  private @Nullable Node node;

  /**
   * @param settings more sections of node.yaml; lines that begin with "pacs." go into that section
   */
  public TestHospital(Path folder, String... settings) throws IOException {
    this.folder = folder;
    this.settings = String.join("\n", settings);
    start();
  }

  /** Starts the node, again if it was stopped. */
  public void start() throws IOException {
    node =
        Node.start(NodeConfigurationReader.parse("node.yaml", configuration(pacs.port()), folder));
    pacs.moveTo(node.port());
  }

  public void stop() {
    node().close();
    node = null;
  }

  private String configuration(int pacsPort) {
    List<String> ofPacs = new ArrayList<>();
    List<String> others = new ArrayList<>();
    settings
        .lines()
        .forEach(line ->
            (line.startsWith("pacs.") ? ofPacs : others).add(line.replaceFirst("^pacs\\.", "  ")));
    return """
    ae-title: SEALGATE
    bind-address: 127.0.0.1
    port: 0
    data: %s
    modalities:
      - ae-title: CT1
      - ae-title: STOREONLY
        services: [store]
      - ae-title: ELSEWHERE
        address: 192.0.2.1
    viewers:
      - ae-title: VIEWER
        host: 127.0.0.1
        port: %d
    inference:
      enabled: false
    admin:
      port: 0
    pacs:
      ae-title: ARCHIVE
      host: 127.0.0.1
      port: %d
    %s
    %s
    """
        .formatted(
            folder.resolve("data"),
            viewer.port(),
            pacsPort,
            String.join("\n", ofPacs),
            String.join("\n", others));
  }

  public TestPeer pacs() {
    return pacs;
  }

  public TestPeer viewer() {
    return viewer;
  }

  public Node node() {
    if (node == null) {
      throw new IllegalStateException("the node is stopped");
    }
    return node;
  }

  /** Stores through the node as the modality. */
  public List<Status> store(TestInstance... instances) {
    return TestPeer.store(node().port(), "CT1", "SEALGATE", instances);
  }

  /** The lines of the audit trail. */
  public String audit() throws IOException {
    return Files.readString(folder.resolve("data/audit.jsonl"));
  }

  /** An answer of the admin endpoint. */
  public HttpResponse<String> http(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node().adminPort().orElseThrow() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /** All responses to a C-MOVE of the study to the viewer. */
  public List<DimseResponse> move(String destination, DataSet identifier) throws IOException {
    try (Association association =
            AssociationConnector.connect(asViewer().propose(MOVE, SYNTAX.uid()));
        PendingOperation operation =
            association.move(
                association.acceptedContext(MOVE).orElseThrow(),
                Priority.MEDIUM,
                new AeTitle(destination),
                encoded(identifier))) {
      return all(operation);
    }
  }

  /** All responses to a C-GET of the study, whose instances the viewer gets. */
  public List<DimseResponse> get(DataSet identifier) throws IOException {
    ConnectOptions options =
        asViewer()
            .propose(GET, SYNTAX.uid())
            .propose(TestInstance.CT, SYNTAX.uid())
            .withInformation(new RoleSelection(TestInstance.CT, false, true))
            .withSession(viewer);
    try (Association association = AssociationConnector.connect(options);
        PendingOperation operation =
            association.get(
                association.acceptedContext(GET).orElseThrow(),
                Priority.MEDIUM,
                encoded(identifier))) {
      return all(operation);
    }
  }

  /** The study of all test instances. */
  public static DataSet study() {
    return new DataSet()
        .putString(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
        .putString(Tag.STUDY_INSTANCE_UID, TestInstance.STUDY);
  }

  public ConnectOptions asViewer() {
    return ConnectOptions.to(
        "127.0.0.1", node().port(), new AeTitle("SEALGATE"), new AeTitle("VIEWER"));
  }

  private static List<DimseResponse> all(PendingOperation operation) throws IOException {
    List<DimseResponse> responses = new ArrayList<>();
    for (DimseResponse next = operation.next(); next != null; next = operation.next()) {
      responses.add(next);
    }
    return responses;
  }

  public static ByteBuffer encoded(DataSet identifier) {
    return ByteBuffer.wrap(DataSetWriter.toBytes(identifier, SYNTAX));
  }

  @Override
  public void close() throws IOException {
    if (node != null) {
      node.close();
    }
    pacs.close();
    viewer.close();
  }
}
