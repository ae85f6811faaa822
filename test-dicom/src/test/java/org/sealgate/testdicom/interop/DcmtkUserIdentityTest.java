package org.sealgate.testdicom.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.StorescpProcess;
import org.sealgate.testdicom.process.ToolResult;

/** User identity negotiation (PS3.7 D.3.3.7) with {@code storescu} and {@code storescp}. */
class DcmtkUserIdentityTest {
  @TempDir Path folder;
  private RecordingScp scp;
  private List<Path> files;

  @BeforeEach
  void start() throws IOException {
    scp = RecordingScp.start("ARCHIVE", RecordingScp.Handler.SUCCESS);
    files =
        Studies.tomography(StudyOptions.of(41), 1, 16, 16)
            .writeTo(folder.resolve("files"), Encoding.DEFAULT);
  }

  @AfterEach
  void stop() {
    scp.close();
  }

  @Test
  void storescu_shouldNameItsUser() {
    UserIdentityRequest identity = identityOf("-usr", "Ann Müller");

    assertThat(identity.type()).isEqualTo(UserIdentityType.USERNAME);
    assertThat(identity.primaryField()).isEqualTo(OctetString.ofUtf8("Ann Müller"));
    assertThat(identity.positiveResponseRequested()).isFalse();
  }

  @Test
  void storescu_shouldSendAPassword() {
    UserIdentityRequest identity = identityOf("-usr", "ann", "-pwd", "secret", "-rsp");

    assertThat(identity.type()).isEqualTo(UserIdentityType.USERNAME_AND_PASSCODE);
    assertThat(identity.primaryField()).isEqualTo(OctetString.ofUtf8("ann"));
    assertThat(identity.secondaryField()).isEqualTo(OctetString.ofUtf8("secret"));
    assertThat(identity.positiveResponseRequested()).isTrue();
  }

  @Test
  void storescu_shouldSendAnEmptyPassword() {
    UserIdentityRequest identity = identityOf("-usr", "ann", "-epw");

    assertThat(identity.type()).isEqualTo(UserIdentityType.USERNAME_AND_PASSCODE);
    assertThat(identity.secondaryField()).isEqualTo(OctetString.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "--kerberos,KERBEROS_SERVICE_TICKET",
    "--saml,SAML_ASSERTION",
    "--jwt,JSON_WEB_TOKEN"
  })
  void storescu_shouldSendATicket(String option, UserIdentityType type) throws IOException {
    byte[] ticket = "ticket, assertion or token of an even length.".repeat(40).getBytes(UTF_8);
    Path file = Files.write(folder.resolve("ticket"), ticket);

    UserIdentityRequest identity = identityOf(option, file.toString(), "-rsp");

    assertThat(identity.type()).isEqualTo(type);
    assertThat(identity.primaryField()).isEqualTo(OctetString.of(ticket));
  }

  @Test
  void storescu_shouldSeeThePositiveResponse() {
    String output = store("-d", "-usr", "ann", "-pwd", "secret", "-rsp");

    assertThat(output.substring(output.indexOf("A-ASSOCIATE-AC")))
        .doesNotContain("User Identity Negotiation Response:  none");
    assertThat(scp.requests(CommandField.C_STORE_RQ)).hasSize(1);
  }

  @Test
  void storescu_shouldSayThatItsPasswordIsRefused() {
    ToolResult result =
        DcmtkTools.run("storescu", scp.peer(), files, "-usr", "ann", "-pwd", "wrong");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("Rejected Permanent", "Service Provider (ACSE Related)");
    assertThat(scp.associations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "USERNAME,''",
    "USERNAME_AND_PASSCODE,secret",
    "KERBEROS_SERVICE_TICKET,''",
    "SAML_ASSERTION,''",
    "JSON_WEB_TOKEN,''"
  })
  void storescp_shouldTakeUsButAnswerNothing(UserIdentityType type, String secondary)
      throws IOException {
    // DCMTK's SCPs read the item and have no answer to it.
    try (StorescpProcess storescp =
            StorescpProcess.start("STORESCP", Files.createDirectory(folder.resolve("scp")));
        Association association =
            AssociationConnector.connect(options(storescp, type, secondary))) {
      assertThat(association.echo().isSuccess()).isTrue();
      assertThat(association.peerInformation().first(UserIdentityResponse.class)).isEmpty();
    }
  }

  private static ConnectOptions options(
      StorescpProcess storescp, UserIdentityType type, String secondary) {
    return Exchange.to(storescp.peer())
        .propose(SopClasses.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())
        .withInformation(
            new UserIdentityRequest(
                type, true, OctetString.ofUtf8("ann"), OctetString.ofUtf8(secondary)));
  }

  private UserIdentityRequest identityOf(String... options) {
    store(options);
    return scp.associations()
        .getLast()
        .userInformation()
        .first(UserIdentityRequest.class)
        .orElseThrow();
  }

  private String store(String... options) {
    return DcmtkTools.run("storescu", scp.peer(), files, options).requireSuccess().output();
  }
}
