package org.sealgate.dimse.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The transfer syntaxes of PS3.6 A (and one of a manufacturer) beyond those that have a constant.
 */
final class TransferSyntaxes {
  private static final String PREFIX = "1.2.840.10008.1.2.";

  private TransferSyntaxes() {}

  static Map<String, TransferSyntax> known() {
    Map<String, TransferSyntax> known = new HashMap<>();
    all().forEach(syntax -> known.put(syntax.uid(), syntax));
    return Map.copyOf(known);
  }

  private static List<TransferSyntax> all() {
    return List.of(
        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
        TransferSyntax.JPEG_BASELINE,
        TransferSyntax.JPEG_EXTENDED,
        TransferSyntax.JPEG_LOSSLESS,
        TransferSyntax.JPEG_LS_LOSSLESS,
        TransferSyntax.JPEG_LS_NEAR_LOSSLESS,
        TransferSyntax.JPEG_2000_LOSSLESS,
        TransferSyntax.JPEG_2000,
        TransferSyntax.HTJ2K_LOSSLESS,
        TransferSyntax.RLE_LOSSLESS,
        encapsulated("1.98", "Encapsulated Uncompressed Explicit VR Little Endian"),
        encapsulated("4.57", "JPEG Lossless, Non-Hierarchical (Process 14)"),
        encapsulated("4.92", "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)"),
        encapsulated("4.93", "JPEG 2000 Part 2 Multi-component Image Compression"),
        encapsulated("4.100", "MPEG2 Main Profile / Main Level"),
        encapsulated("4.100.1", "Fragmentable MPEG2 Main Profile / Main Level"),
        encapsulated("4.101", "MPEG2 Main Profile / High Level"),
        encapsulated("4.101.1", "Fragmentable MPEG2 Main Profile / High Level"),
        encapsulated("4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
        encapsulated("4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"),
        encapsulated("4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
        encapsulated(
            "4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
        encapsulated("4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
        encapsulated(
            "4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
        encapsulated("4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
        encapsulated(
            "4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
        encapsulated("4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
        encapsulated("4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
        encapsulated("4.107", "HEVC/H.265 Main Profile / Level 5.1"),
        encapsulated("4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"),
        encapsulated("4.110", "JPEG XL Lossless"),
        encapsulated("4.111", "JPEG XL JPEG Recompression"),
        encapsulated("4.112", "JPEG XL"),
        encapsulated(
            "4.202",
            "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)"),
        encapsulated("4.203", "High-Throughput JPEG 2000 Image Compression"),
        encapsulated("8.1", "Deflated Image Frame Compression"),
        referenced("4.94", "JPIP Referenced", false),
        referenced("4.95", "JPIP Referenced Deflate", true),
        referenced("4.204", "JPIP HTJ2K Referenced", false),
        referenced("4.205", "JPIP HTJ2K Referenced Deflate", true),
        privateBigEndianPixels());
  }

  private static TransferSyntax encapsulated(String suffix, String name) {
    return TransferSyntax.encapsulated(PREFIX + suffix, name);
  }

  /** JPIP: the data set has a URL in place of Pixel Data. */
  private static TransferSyntax referenced(String suffix, String name, boolean deflated) {
    return new TransferSyntax(PREFIX + suffix, name, true, false, deflated, false, true);
  }

  /**
   * Written by older GE equipment: Implicit VR Little Endian except for the pixels, which are big
   * endian.
   */
  private static TransferSyntax privateBigEndianPixels() {
    return new TransferSyntax(
        "1.2.840.113619.5.2",
        "Implicit VR Little Endian with big-endian pixels (GE private)",
        false,
        false,
        false,
        false,
        true);
  }
}
