package org.sealgate.chain.ethereum;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A compiled contract that comes with this program: creation code, deployed code, ABI. */
enum ContractArtifact {
  ROLES("Roles"),
  ANCHOR_REGISTRY("AnchorRegistry"),
  PATIENT_RECORD("PatientRecord");

  private final String name;

  ContractArtifact(String name) {
    this.name = name;
  }

  /** Creation code without constructor arguments, hexadecimal digits. */
  String creationCode() {
    return resource("bin").strip();
  }

  /** The ABI as JSON. */
  JsonNode abi() {
    return json("abi");
  }

  /** Deployed code with zeros in place of constructor arguments, hexadecimal digits. */
  String deployedCode() {
    return resource("runtime").strip();
  }

  /**
   * True if this is the contract's deployed code; constructor arguments in it may have any value.
   */
  boolean isDeployedAs(String codeHex) {
    byte[] expected = HexFormat.of().parseHex(deployedCode());
    byte[] found = HexFormat.of().parseHex(codeHex.substring(2));
    if (found.length != expected.length) {
      return false;
    }
    for (JsonNode immutable : json("immutables")) {
      int start = immutable.required("start").intValue();
      Arrays.fill(found, start, start + immutable.required("length").intValue(), (byte) 0);
    }
    return Arrays.equals(found, expected);
  }

  private JsonNode json(String extension) {
    try {
      return new ObjectMapper().readTree(resource(extension));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private String resource(String extension) {
    String path = "contracts/" + name + "." + extension;
    try (InputStream stream = ContractArtifact.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(
            path + " is not in this program; build the contracts first");
      }
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
