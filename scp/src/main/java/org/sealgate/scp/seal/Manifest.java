package org.sealgate.scp.seal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Leaf;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.Digest;
import org.sealgate.vault.index.EncodedLeaf;
import org.sealgate.vault.index.FingerprintDigests;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.NewInstance;

/**
 * What a vault object says of itself, so that the index can be rebuilt from the objects alone. The
 * leaf is the encoding of {@link Leaf} in hexadecimal; it holds the fingerprint and the receive
 * time in milliseconds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Manifest(
    @JsonProperty("manifest") int version,
    @JsonProperty("sopInstanceUid") String sopInstanceUid,
    @JsonProperty("sopClassUid") String sopClassUid,
    @JsonProperty("studyInstanceUid") String studyInstanceUid,
    @JsonProperty("seriesInstanceUid") String seriesInstanceUid,
    @JsonProperty("transferSyntaxUid") String transferSyntaxUid,
    @JsonProperty("patientId") @Nullable String patientId,
    @JsonProperty("issuerOfPatientId") @Nullable String issuerOfPatientId,
    @JsonProperty("source") String source,
    @JsonProperty("receivedAt") String receivedAt,
    @JsonProperty("leaf") String leaf) {

  private static final int VERSION = 2;

  /** The first version, which knew no patient. */
  private static final int VERSION_WITHOUT_PATIENT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  static Manifest of(
      InstanceAttributes attributes,
      PatientIdentity patient,
      String source,
      Instant receivedAt,
      Leaf leaf) {
    return new Manifest(
        VERSION,
        attributes.instanceUid(),
        attributes.classUid(),
        attributes.studyUid(),
        attributes.seriesUid(),
        attributes.transferSyntaxUid(),
        patient.id(),
        patient.issuer(),
        source,
        receivedAt.toString(),
        HexFormat.of().formatHex(leaf.encode()));
  }

  byte[] encode() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings is always JSON", e);
    }
  }

  /** Reads a manifest. */
  static Manifest decode(byte[] bytes) throws IOException {
    Manifest manifest = JSON.readValue(bytes, Manifest.class);
    if (manifest.version != VERSION && manifest.version != VERSION_WITHOUT_PATIENT) {
      throw new IOException(
          "manifest version " + manifest.version + " is neither 1 nor " + VERSION);
    }
    return manifest;
  }

  /** The patient; empty in a manifest of the first version, which does not say. */
  Optional<PatientIdentity> patient() {
    return patientId == null || issuerOfPatientId == null
        ? Optional.empty()
        : Optional.of(new PatientIdentity(patientId, issuerOfPatientId));
  }

  /** The index row of the object with this manifest. */
  NewInstance toIndex(ObjectId objectId, long size, PatientHashing hashing) {
    return toIndex(
        objectId,
        size,
        hashing,
        Instant.parse(receivedAt),
        Leaf.decode(HexFormat.of().parseHex(leaf)));
  }

  /** The same for who made the manifest of this time and leaf, and need not read them again. */
  NewInstance toIndex(
      ObjectId objectId, long size, PatientHashing hashing, Instant received, Leaf sealed) {
    return new NewInstance(
        objectId,
        new InstanceAttributes(
            sopInstanceUid,
            sopClassUid,
            studyInstanceUid,
            seriesInstanceUid,
            transferSyntaxUid,
            patient().map(hashing::keysOf).orElse(null)),
        size,
        source,
        received,
        new FingerprintDigests(
            sealed.pixelsDigest().map(Manifest::digest).orElse(null),
            digest(sealed.wire()),
            digest(sealed.canonical())),
        EncodedLeaf.of(sealed.encode(), digest(sealed.leafHash())));
  }

  private static Digest digest(org.sealgate.chain.log.Digest digest) {
    return Digest.of(digest.bytes());
  }
}
