package org.sealgate.testdicom.generate;

import java.io.IOException;
import java.io.OutputStream;

/** Native frames made when they are asked for, the same ones every time. */
public interface FrameSource {
  /** Shape of the image. */
  ImageLayout layout();

  /**
   * Makes one frame.
   *
   * @param index number of the frame, from 0
   * @return {@link ImageLayout#frameLength()} bytes, samples little endian; the caller may keep it
   */
  byte[] frame(int index);

  /** Writes all frames one after the other, holding one at a time. */
  default void writeTo(OutputStream output) throws IOException {
    for (int i = 0; i < layout().frames(); i++) {
      output.write(frame(i));
    }
  }
}
