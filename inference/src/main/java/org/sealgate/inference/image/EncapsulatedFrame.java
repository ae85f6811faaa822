package org.sealgate.inference.image;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.sealgate.dimse.data.TransferSyntax;

/** Chooses the decoder of a compressed frame by its transfer syntax. */
final class EncapsulatedFrame {
  private EncapsulatedFrame() {}

  static short[] decode(byte[] frame, TransferSyntax transferSyntax, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    return switch (transferSyntax.uid()) {
      case "1.2.840.10008.1.2.5" -> RunLength.decode(frame, format);
      case "1.2.840.10008.1.2.4.50", // baseline
          "1.2.840.10008.1.2.4.51", // extended
          "1.2.840.10008.1.2.4.53", // spectral selection, retired
          "1.2.840.10008.1.2.4.55", // full progression, retired
          "1.2.840.10008.1.2.4.57", // lossless, any predictor
          "1.2.840.10008.1.2.4.70" -> // lossless, first-order predictor
          JpegFrame.decode(frame, format);
      case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> JpegLsFrame.decode(frame, format);
      case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" ->
          ImageIoFrame.decode(frame, format, provider(J2KImageReaderSpi.class));
      default ->
          throw new UnsupportedImageException(
              "transfer syntax "
                  + transferSyntax.uid()
                  + " ("
                  + transferSyntax.name()
                  + ") is not decoded");
    };
  }

  /** The registered reader: a provider must be registered before its readers work. */
  static ImageReaderSpi provider(Class<? extends ImageReaderSpi> type) {
    return IIORegistry.getDefaultInstance().getServiceProviderByClass(type);
  }

  static ImageReaderSpi jpeg() {
    return provider(JPEGImageReaderSpi.class);
  }
}
