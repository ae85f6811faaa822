package org.sealgate.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.Eligibility;

class JpegDataSetTest {
  @Test
  void of_shouldDescribeTheImage_andKeepItsBytes() throws Exception {
    byte[] jpeg = jpeg(BufferedImage.TYPE_BYTE_GRAY);
    DataSet dataSet = JpegDataSet.of(jpeg);
    assertThat(dataSet.getInt(Tag.COLUMNS)).hasValue(30);
    assertThat(dataSet.getInt(Tag.ROWS)).hasValue(20);
    assertThat(dataSet.getFragments(Tag.PIXEL_DATA).get(1))
        .startsWith(jpeg)
        .hasSize(jpeg.length + (jpeg.length & 1));
    assertThat(Eligibility.check(dataSet)).isEqualTo(new Eligibility.Eligible());
  }

  @Test
  void of_shouldRefuseColour() throws Exception {
    byte[] jpeg = jpeg(BufferedImage.TYPE_3BYTE_BGR);
    assertThatThrownBy(() -> JpegDataSet.of(jpeg))
        .isInstanceOf(IOException.class)
        .hasMessage("the JPEG image has 3 components, only grayscale can be wrapped");
  }

  private static byte[] jpeg(int type) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    assertThat(ImageIO.write(new BufferedImage(30, 20, type), "jpeg", jpeg)).isTrue();
    return jpeg.toByteArray();
  }
}
