package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.InvalidValueException;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.ValueElement;

/**
 * The single frame of a grayscale DICOM image as a display would show it, and the same prepared for
 * the model.
 *
 * <p>Decoded are native pixel data, RLE, JPEG baseline, extended and lossless, JPEG-LS and JPEG
 * 2000.
 */
public final class DicomImage {
  private DicomImage() {}

  /**
   * Decodes and renders the image of a data set: modality and VOI transformation, MONOCHROME1
   * inverted.
   *
   * @param maximumPixels images with more pixels are not decoded, so that memory stays bounded
   * @throws UnsupportedImageException if the image is of a kind that is not read
   * @throws BrokenImageException if its attributes contradict each other or the pixels do not
   *     decode
   */
  public static GrayImage render(DataSet dataSet, TransferSyntax transferSyntax, int maximumPixels)
      throws UnsupportedImageException, BrokenImageException {
    try {
      PixelFormat format = ImageAttributes.format(dataSet);
      requireAtMost(maximumPixels, format);
      Presentation presentation = ImageAttributes.presentation(dataSet, format);
      return presentation.render(new StoredPixels(format, words(dataSet, transferSyntax, format)));
    } catch (InvalidValueException | IllegalArgumentException exception) {
      throw new BrokenImageException(String.valueOf(exception.getMessage()), exception);
    }
  }

  /**
   * Checks the attributes of an image without its Pixel Data: size, frames, channels, polarity.
   *
   * @throws UnsupportedImageException if the image is of a kind that is not read, or has too many
   *     pixels
   * @throws BrokenImageException if the attributes contradict each other
   */
  public static void requireReadable(DataSet header, int maximumPixels)
      throws UnsupportedImageException, BrokenImageException {
    try {
      PixelFormat format = ImageAttributes.format(header);
      requireAtMost(maximumPixels, format);
      ImageAttributes.presentation(header, format);
    } catch (InvalidValueException | IllegalArgumentException exception) {
      throw new BrokenImageException(String.valueOf(exception.getMessage()), exception);
    }
  }

  /**
   * Crops blank margins and squashes the frame to a square, antialiased, as the training images
   * were.
   */
  public static GrayImage prepare(GrayImage image, int size) {
    return AntialiasedResize.resize(CollimationCrop.crop(image), size, size);
  }

  private static void requireAtMost(int maximumPixels, PixelFormat format)
      throws UnsupportedImageException {
    long pixels = (long) format.columns() * format.rows();
    if (pixels > maximumPixels) {
      throw new UnsupportedImageException(
          format.columns()
              + " x "
              + format.rows()
              + " pixels, the limit is "
              + maximumPixels
              + " in all");
    }
  }

  private static short[] words(DataSet dataSet, TransferSyntax transferSyntax, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    List<byte[]> fragments = dataSet.getFragments(Tag.PIXEL_DATA);
    if (!fragments.isEmpty()) {
      return EncapsulatedFrame.decode(join(fragments), transferSyntax, format);
    }
    if (dataSet.find(Tag.PIXEL_DATA).orElse(null) instanceof ValueElement element) {
      return nativeWords(element.buffer().order(ByteOrder.LITTLE_ENDIAN), format);
    }
    throw new BrokenImageException("Pixel Data (7FE0,0010) is missing");
  }

  private static short[] nativeWords(ByteBuffer value, PixelFormat format)
      throws BrokenImageException {
    long expected = (long) format.samples() * format.bytesPerSample();
    if (value.remaining() < expected) {
      throw new BrokenImageException(
          "Pixel Data (7FE0,0010) has " + value.remaining() + " bytes, " + expected + " expected");
    }
    short[] words = new short[format.samples()];
    if (format.bytesPerSample() == 2) {
      value.asShortBuffer().get(words);
    } else {
      for (int index = 0; index < words.length; index++) {
        words[index] = (short) (value.get(index) & 0xFF);
      }
    }
    return words;
  }

  /**
   * One frame may lie in several fragments (PS3.5 A.4); the first item is the Basic Offset Table.
   */
  private static byte[] join(List<byte[]> fragments) {
    if (fragments.size() == 2) {
      return fragments.get(1);
    }
    int length =
        fragments.stream().skip(1).mapToInt(fragment -> fragment.length).reduce(0, Math::addExact);
    ByteBuffer joined = ByteBuffer.allocate(length);
    fragments.stream().skip(1).forEach(joined::put);
    return joined.array();
  }
}
