package org.sealgate.dimse.data;

import java.util.Map;

/**
 * A transfer syntax: how a data set is laid out as bytes (PS3.5 10, annex A).
 *
 * @param uid the UID
 * @param name the name in PS3.6 A
 * @param explicitValueRepresentation whether elements carry their value representation
 * @param bigEndian whether numbers have their most significant byte first
 * @param deflated whether the data set is compressed as a whole (RFC 1951)
 * @param encapsulated whether Pixel Data are fragments of a compressed stream (PS3.5 A.4)
 * @param known whether this is in the list here; if not, the other values are assumptions
 */
public record TransferSyntax(
    String uid,
    String name,
    boolean explicitValueRepresentation,
    boolean bigEndian,
    boolean deflated,
    boolean encapsulated,
    boolean known) {

  /** Implicit VR Little Endian, the default of DICOM. */
  public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(
          "1.2.840.10008.1.2", "Implicit VR Little Endian", false, false, false, false, true);

  /** Explicit VR Little Endian. */
  public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(
          "1.2.840.10008.1.2.1", "Explicit VR Little Endian", true, false, false, false, true);

  /** Deflated Explicit VR Little Endian. */
  public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(
          "1.2.840.10008.1.2.1.99",
          "Deflated Explicit VR Little Endian",
          true,
          false,
          true,
          false,
          true);

  /** Explicit VR Big Endian, retired and still met. */
  public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
      new TransferSyntax(
          "1.2.840.10008.1.2.2", "Explicit VR Big Endian", true, true, false, false, true);

  /** JPEG Baseline (Process 1). */
  public static final TransferSyntax JPEG_BASELINE =
      encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");

  /** JPEG Extended (Process 2 and 4). */
  public static final TransferSyntax JPEG_EXTENDED =
      encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)");

  /** JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14, Selection Value 1). */
  public static final TransferSyntax JPEG_LOSSLESS =
      encapsulated(
          "1.2.840.10008.1.2.4.70",
          "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 SV1)");

  /** JPEG-LS Lossless. */
  public static final TransferSyntax JPEG_LS_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression");

  /** JPEG-LS Lossy (Near-Lossless). */
  public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression");

  /** JPEG 2000 (Lossless Only). */
  public static final TransferSyntax JPEG_2000_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)");

  /** JPEG 2000. */
  public static final TransferSyntax JPEG_2000 =
      encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression");

  /** High-Throughput JPEG 2000 (Lossless Only). */
  public static final TransferSyntax HTJ2K_LOSSLESS =
      encapsulated(
          "1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)");

  /** RLE Lossless. */
  public static final TransferSyntax RLE_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");

  private static final Map<String, TransferSyntax> KNOWN = TransferSyntaxes.known();

  /** Refuses an empty UID and a combination that no transfer syntax can have. */
  public TransferSyntax {
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("a transfer syntax needs a UID");
    }
    if (bigEndian && !explicitValueRepresentation) {
      throw new IllegalArgumentException(
          "transfer syntax " + uid + ": big endian is always explicit VR");
    }
  }

  /**
   * The transfer syntax with the given UID. One that is not known is taken for Explicit VR Little
   * Endian with encapsulated Pixel Data, as every one added since 1993 is, and says {@code known()
   * == false}.
   */
  public static TransferSyntax of(String uid) {
    TransferSyntax found = KNOWN.get(uid);
    return found != null
        ? found
        : new TransferSyntax(
            uid, "unknown transfer syntax " + uid, true, false, false, true, false);
  }

  static TransferSyntax encapsulated(String uid, String name) {
    return new TransferSyntax(uid, name, true, false, false, true, true);
  }

  @Override
  public String toString() {
    return known ? name : uid;
  }
}
