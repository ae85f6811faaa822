package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.process.FileTampering;
import org.sealgate.testdicom.process.HospitalChain;
import org.sealgate.testdicom.process.ToolResult;

/** From the image to Ethereum, and back with a receipt and no node. */
class AnchorTest extends DepartmentSuite {
  private static final GeneratedStudy STUDY = Studies.tomography(StudyOptions.of(61), 20, 64, 64);

  private HospitalChain chain;
  private List<Path> files;

  @BeforeEach
  void start() throws IOException {
    chain = department.startChain();
    department.startNode(
        Sites.node(department.pacs().peer()).with("retrieve.source", "pacs").withAnchor(chain));
    files = STUDY.writeTo(folder.resolve("files"), Encoding.DEFAULT.withUndefinedLengths());
  }

  private void store() throws IOException {
    assertThat(Sites.modality(node()).store(DataSetSource.of(files))).allMatch(Status::isSuccess);
  }

  private void retrieve() throws IOException {
    var result = department.move(STUDY);
    assertThat(result.status().isSuccess()).as("%s", result).isTrue();
  }

  @Test
  void anchor_shouldCoverEverythingInFewTransactions() throws IOException {
    store();
    retrieve();
    assertThat(intact() + node().number("verdicts.unanchored")).isEqualTo(files.size());

    Sites.awaitNumber(node(), "anchor.included", files.size());
    Sites.awaitNumber(node(), "anchor.final", files.size());
    long before = intact();
    retrieve();

    assertThat(intact() - before).isEqualTo(files.size());
    assertThat(node().number("verdicts.mismatch")).isZero();
    // What is stored while a transaction waits for its block of a second goes into the next one.
    assertThat(node().number("anchor.transactions")).isBetween(1L, 10L);
    assertThat(node().number("anchor.gasUsed")).isPositive();
    assertThat(node().number("log.waiting")).isZero();
  }

  private long intact() throws IOException {
    return node().number("verdicts.exact") + node().number("verdicts.equivalent");
  }

  @Test
  void receipt_shouldProveTheImageWithoutTheNode() throws IOException {
    store();
    Sites.awaitNumber(node(), "anchor.included", files.size());
    Path receipt = folder.resolve("receipt.json");
    node()
        .command(
            "receipt",
            "--config",
            node().configurationFile().toString(),
            "--output",
            receipt.toString(),
            STUDY.sopInstanceUids().getFirst())
        .requireSuccess();
    node().stop();

    ToolResult genuine = verify(files.getFirst(), receipt);
    assertThat(genuine.exitCode()).as(genuine.output()).isZero();
    assertThat(genuine.output()).startsWith("EXACT").doesNotContain("FAILED");

    ToolResult reencoded = verify(reencoded(), receipt);
    assertThat(reencoded.exitCode()).as(reencoded.output()).isZero();
    assertThat(reencoded.output()).startsWith("EQUIVALENT");

    ToolResult altered = verify(altered(), receipt);
    assertThat(altered.exitCode()).isEqualTo(1);
    assertThat(altered.output()).startsWith("MISMATCH");

    ToolResult other = verify(files.getLast(), receipt);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.output()).startsWith("UNKNOWN");

    ToolResult forged = verify(files.getFirst(), forged(receipt));
    assertThat(forged.exitCode()).isEqualTo(1);
    assertThat(forged.output()).contains("FAILED");
  }

  private ToolResult verify(Path file, Path receipt) {
    return node()
        .command(
            "verify",
            file.toString(),
            "--receipt",
            receipt.toString(),
            "--rpc",
            chain.url().toString(),
            "--chain-id",
            Long.toString(chain.chainId()),
            "--contract",
            chain.anchorRegistry());
  }

  /** The first image as a PACS may have written it. */
  private Path reencoded() throws IOException {
    Path file = folder.resolve("reencoded.dcm");
    Encoding.DEFAULT.withGroupLengths().writeFile(STUDY.instances().getFirst(), file);
    return file;
  }

  /** The first image with one bit of its last pixel flipped. */
  private Path altered() throws IOException {
    Path file = Files.copy(files.getFirst(), folder.resolve("altered.dcm"));
    FileTampering.flipLastBit(file);
    return file;
  }

  /** The receipt as if the leaf were another one of the log. */
  private Path forged(Path receipt) throws IOException {
    String json = Files.readString(receipt);
    String other = json.replaceFirst("(\"leafIndex\"\\s*:\\s*)0\\b", "$11");
    assertThat(other).isNotEqualTo(json);
    return Files.writeString(folder.resolve("forged.json"), other);
  }

  @Test
  void chainThatIsDown_shouldDelayAnchoringAndNothingElse() throws IOException {
    chain.anvil().kill();
    store();
    retrieve();
    assertThat(node().number("verdicts.unanchored")).isEqualTo(files.size());
    Sites.awaitNumber(node(), "pacs.forwarded", files.size());
    Sites.awaitNumber(node(), "log.size", files.size());
    assertThat(node().number("anchor.included")).isZero();
    assertThat(node().get("/api/receipts/" + STUDY.sopInstanceUids().getFirst()).statusCode())
        .isEqualTo(409);

    chain.anvil().restart();

    Sites.awaitNumber(node(), "anchor.included", files.size());
    assertThat(node().get("/api/receipts/" + STUDY.sopInstanceUids().getFirst()).statusCode())
        .isEqualTo(200);
  }
}
