package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.testdicom.process.DcmjsDimse.Job;

/** dcmjs-dimse's client: user identity, operations window and TLS. */
class DcmjsScuNegotiationTest {
  @TempDir static Path folder;
  private static TlsIdentity us;
  private static TlsIdentity dcmjs;
  private static TlsIdentity stranger;

  private final List<RecordingScp> running = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    us = TlsIdentity.create("sealgate", folder);
    dcmjs = TlsIdentity.create("dcmjs", folder);
    stranger = TlsIdentity.create("stranger", folder);
  }

  @AfterEach
  void stop() {
    running.forEach(RecordingScp::close);
  }

  @ParameterizedTest
  @CsvSource({
    "1,USERNAME,''",
    "2,USERNAME_AND_PASSCODE,''",
    "3,KERBEROS_SERVICE_TICKET,welcome",
    "4,SAML_ASSERTION,welcome",
    "5,JSON_WEB_TOKEN,welcome"
  })
  void userIdentity_shouldGetAPositiveResponse(int code, UserIdentityType type, String answer)
      throws IOException {
    RecordingScp scp = start();
    Map<String, Object> identity =
        Map.of(
            "type",
            code,
            "positiveResponseRequested",
            true,
            "primaryField",
            "ann",
            "secondaryField",
            type == UserIdentityType.USERNAME_AND_PASSCODE ? "secret" : "");

    JsonNode result =
        job(scp).with("options", Map.of("userIdentity", identity)).request("echo", Map.of()).run();

    UserIdentityRequest received =
        scp.associations()
            .getFirst()
            .userInformation()
            .first(UserIdentityRequest.class)
            .orElseThrow();
    assertThat(received.type()).isEqualTo(type);
    assertThat(received.primaryField()).isEqualTo(OctetString.ofUtf8("ann"));
    assertThat(result.at("/accepted/userIdentityServerResponse").asText("none")).isEqualTo(answer);
  }

  @Test
  void operationsWindow_shouldBeAgreed() throws IOException {
    RecordingScp scp = start();
    Map<String, Object> window = Map.of("maxAsyncOpsInvoked", 5, "maxAsyncOpsPerformed", 2);

    Job job = job(scp).with("options", Map.of("asyncOps", window));
    for (int i = 0; i < 20; i++) {
      job = job.request("echo", Map.of());
    }
    JsonNode result = job.run();

    AssociateRequest request = scp.associations().getFirst();
    assertThat(request.userInformation().asynchronousOperationsWindow().maximumOperationsInvoked())
        .isEqualTo(5);
    assertThat(result.at("/accepted/invoked").asInt()).isEqualTo(5);
    assertThat(result.at("/accepted/performed").asInt()).isEqualTo(2);
    assertThat(result.path("requests").findValuesAsText("status")).hasSize(20).containsOnly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void tls_shouldCarryTheAssociation(String version) throws Exception {
    RecordingScp scp = startSecure();

    JsonNode result = job(scp).with("tls", tls(dcmjs, us, version)).request("echo", Map.of()).run();

    assertThat(result.at("/requests/0/responses/0/status").asInt(-1)).isZero();
  }

  @Test
  void tls_shouldKeepOutAStranger() throws Exception {
    RecordingScp scp = startSecure();

    JsonNode result =
        job(scp).with("tls", tls(stranger, us, "TLSv1.3")).request("echo", Map.of()).run();

    assertThat(result.at("/requests/0/responses")).isEmpty();
    assertThat(scp.associations()).isEmpty();
  }

  private RecordingScp start() throws IOException {
    RecordingScp scp = RecordingScp.start("SERVICES", RecordingScp.Handler.SUCCESS);
    running.add(scp);
    return scp;
  }

  private RecordingScp startSecure() throws Exception {
    var context = us.trusting(dcmjs);
    ServerOptions options = ServerOptions.onLoopback(0).withTls(TlsSettings.mutual(() -> context));
    RecordingScp scp = RecordingScp.start("SERVICES", options, RecordingScp.Handler.SUCCESS);
    running.add(scp);
    return scp;
  }

  private static Map<String, Object> tls(TlsIdentity own, TlsIdentity trusted, String version) {
    return Map.of(
        "key",
        own.keyFile().toString(),
        "cert",
        own.certificateFile().toString(),
        "ca",
        trusted.certificateFile().toString(),
        "minVersion",
        version,
        "maxVersion",
        version,
        "rejectUnauthorized",
        true);
  }

  private static Job job(RecordingScp scp) {
    return Job.of("DCMJS", scp.peer());
  }
}
