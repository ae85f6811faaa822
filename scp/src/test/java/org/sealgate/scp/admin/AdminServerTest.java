package org.sealgate.scp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.scp.admin.AdminServer.NodeView;
import org.sealgate.scp.config.NodeConfiguration.Admin;
import org.sealgate.scp.testing.TestHospital;
import org.sealgate.scp.testing.TestInstance;

class AdminServerTest {
  @TempDir Path folder;

  @Test
  void status_shouldShowWhatTheNodeHolds() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      hospital.store(TestInstance.image(1, 100));
      JsonNode status = new ObjectMapper().readTree(hospital.http("GET", "/api/status").body());
      assertThat(status.at("/aeTitle").asText()).isEqualTo("SEALGATE");
      assertThat(status.at("/vault/instances").asInt()).isEqualTo(1);
      assertThat(status.at("/pacs/reachable").asBoolean()).isTrue();
      assertThat(hospital.http("GET", "/metrics").body())
          .contains("# TYPE sealgate_vault_instances gauge\nsealgate_vault_instances 1\n");
      assertThat(hospital.http("GET", "/").body()).contains("<h1>Sealgate</h1>");
      assertThat(hospital.http("GET", "/health").statusCode()).isEqualTo(200);
      assertThat(hospital.http("GET", "/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void receipt_shouldSayWhyThereIsNone() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      hospital.store(TestInstance.image(1, 100));
      assertThat(hospital.http("GET", "/api/receipts/1.2.3").statusCode()).isEqualTo(404);
      HttpResponse<String> pending = hospital.http("GET", "/api/receipts/" + TestInstance.uid(1));
      assertThat(pending.statusCode()).isEqualTo(409);
      assertThat(pending.body()).contains("anchor");
      assertThat(hospital.http("GET", "/nowhere").statusCode()).isEqualTo(404);
      assertThat(hospital.http("POST", "/api/status").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void instance_shouldBePendingWithoutAChain() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      hospital.store(TestInstance.image(1, 100));
      assertThat(hospital.http("GET", "/api/instances/1.2.3").statusCode()).isEqualTo(404);
      HttpResponse<String> known = hospital.http("GET", "/api/instances/" + TestInstance.uid(1));
      assertThat(known.statusCode()).isEqualTo(200);
      JsonNode state = new ObjectMapper().readTree(known.body());
      assertThat(state.at("/sopInstanceUid").asText()).isEqualTo(TestInstance.uid(1));
      assertThat(state.at("/version").asInt()).isEqualTo(1);
      assertThat(state.at("/anchor/state").asText()).isEqualTo("PENDING");
      assertThat(hospital.http("GET", "/api/consistency/1/1").statusCode()).isEqualTo(409);
      assertThat(hospital.http("GET", "/api/consistency/1/x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void handle_shouldAnswerWhenTheNodeFails() throws Exception {
    NodeView broken =
        new NodeView() {
          @Override
          public Map<String, Object> status() {
            return Map.of("aeTitle", "<script>");
          }

          @Override
          public Optional<String> notReadyReason() {
            throw new IllegalStateException("the disk is gone");
          }

          @Override
          public ReceiptAnswer receipt(String sopInstanceUid) throws IOException {
            throw new IOException("the log is gone");
          }

          @Override
          public ReceiptAnswer consistency(long oldSize, long newSize) throws IOException {
            throw new IOException("the log is gone");
          }

          @Override
          public Optional<Map<String, Object>> instance(String sopInstanceUid) throws IOException {
            throw new IOException("the index is gone");
          }
        };
    try (AdminServer server = AdminServer.start(new Admin("127.0.0.1", 0), broken)) {
      assertThat(get(server, "/ready").statusCode()).isEqualTo(500);
      assertThat(get(server, "/api/receipts/1.2").statusCode()).isEqualTo(500);
      assertThat(get(server, "/api/instances/1.2").statusCode()).isEqualTo(500);
      assertThat(get(server, "/").body()).contains("&lt;script&gt;");
    }
  }

  private static HttpResponse<String> get(AdminServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
