package org.sealgate.chain.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.Leaf;
import org.sealgate.chain.log.LogSigner;

class ReceiptJsonTest {
  private static final Digest DIGEST = Digest.sha256(new byte[] {7});
  private static final Receipt RECEIPT = receipt(List.of(DIGEST, DIGEST));

  private static Receipt receipt(List<Digest> path) {
    LogSigner signer = LogSigner.generate("log.example");
    return new Receipt(
        Leaf.create(DIGEST, DIGEST, DIGEST, "2.25.7", Instant.parse("2026-01-02T03:04:05.600Z")),
        2,
        path,
        signer.sign(3, DIGEST),
        signer.identity(),
        new AnchorReference(
            31337, new EthereumAddress("0x" + "ab".repeat(20)), DIGEST, 12, DIGEST));
  }

  @Test
  void parse_shouldReverseToJson() throws Exception {
    assertThat(Receipt.parse(RECEIPT.toJson())).isEqualTo(RECEIPT);
    Receipt alone = receipt(List.of());
    assertThat(Receipt.parse(alone.toJson())).isEqualTo(alone);
    assertThat(RECEIPT.toJson()).contains("2026-01-02T03:04:05.600Z").endsWith("}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sealgate-receipt/1|sealgate-receipt/2|format",
        "\"leafIndex\" : 2|\"leafIndex\" : -2|leafIndex",
        "\"leafIndex\" : 2|\"leafIndex\" : 2.5|leafIndex",
        "\"leafIndex\" : 2|\"leafIndex\" : \"2\"|leafIndex",
        "\"leafIndex\" : 2|\"leafIndex\" : 9223372036854775808|leafIndex",
        "\"leafIndex\" : 2|\"leafindex\" : 2|leafindex",
        "\"version\" : 1|\"version\" : 2|leaf.version",
        "\"wire\" : \"|\"wire\" : \"0x|leaf.wire",
        "\"nonce\" : \"|\"nonce\" : null, \"other\" : \"|leaf.other",
        "05.600Z|05.6Z|leaf.receivedAt",
        "05.600Z|05.600+01:00|leaf.receivedAt",
        "2026-01|1926-01|leaf.receivedAt",
        "\"chainId\" : 31337|\"chainId\" : 0|anchor.chainId",
        "\"contract\" : \"0x|\"contract\" : \"|anchor.contract",
        "\"transaction\" : \"0x|\"transaction\" : \"|anchor.transaction",
        "\"blockNumber\" : 12|\"blockNumber\" : true|anchor.blockNumber",
        "\"log\" : \"log|\"log\" : \"lag|log",
        "\"checkpoint\" : \"log.example\\n3|\"checkpoint\" : \"log.example\\n03|checkpoint"
      })
  void parse_shouldNameTheFieldThatIsWrong(String found, String changed, String field) {
    String json = RECEIPT.toJson();
    assertThat(json).contains(found);
    assertThatThrownBy(() -> Receipt.parse(json.replace(found, changed)))
        .isInstanceOfSatisfying(
            ReceiptFormatException.class, refused -> assertThat(refused.field()).isEqualTo(field));
  }

  @Test
  void parse_shouldRefuseWhatIsNoObject() {
    for (String text : List.of("", "[]", "null", "{", "{}{}", RECEIPT.toJson() + "x")) {
      assertThatThrownBy(() -> Receipt.parse(text)).isInstanceOf(ReceiptFormatException.class);
    }
  }

  @Test
  void parse_shouldRefuseRepeatedMembers() {
    String json = RECEIPT.toJson().replace("\"leafIndex\"", "\"leafIndex\" : 1, \"leafIndex\"");
    assertThatThrownBy(() -> Receipt.parse(json)).hasMessageContaining("uplicate");
  }

  @Test
  void parse_shouldRefuseLongPaths() {
    String entries = ("\"" + DIGEST.hex() + "\",").repeat(62);
    String json =
        RECEIPT.toJson().replace("\"inclusionPath\" : [", "\"inclusionPath\" : [" + entries);
    assertThatThrownBy(() -> Receipt.parse(json)).hasMessageContaining("inclusionPath");
  }

  /** The page names every member of the format. */
  @Test
  void page_shouldNameEveryMember() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "receipt.md"));
    ReceiptJson.fieldNames()
        .get(1)
        .forEach(name -> assertThat(page).contains("`leaf." + name + "`"));
    ReceiptJson.fieldNames()
        .get(2)
        .forEach(name -> assertThat(page).contains("`anchor." + name + "`"));
  }
}
