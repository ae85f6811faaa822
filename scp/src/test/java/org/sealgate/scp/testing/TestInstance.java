package org.sealgate.scp.testing;

import java.util.Arrays;
import java.util.Random;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * An instance as it is sent.
 *
 * @param sopInstanceUid its UID
 * @param transferSyntax of its data set
 * @param encoded its data set
 */
public record TestInstance(String sopInstanceUid, TransferSyntax transferSyntax, Bytes encoded) {
  /** CT Image Storage. */
  public static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  /** The study of all of them. */
  public static final String STUDY = "1.2.826.0.1.3680043.2.1";

  /** The series of all of them. */
  public static final String SERIES = "1.2.826.0.1.3680043.2.1.1";

  /** Patient ID of all of them. */
  public static final String PATIENT = "P1";

  /** Bytes that no one changes. */
  public static final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    /** A copy. */
    public byte[] copy() {
      return bytes.clone();
    }
  }

  /** What arrived. */
  static TestInstance of(String sopInstanceUid, TransferSyntax syntax, byte[] dataSet) {
    return new TestInstance(sopInstanceUid, syntax, new Bytes(dataSet.clone()));
  }

  /** An image in Explicit VR Little Endian with this number and so many bytes of pixels. */
  public static TestInstance image(int number, int pixels) {
    return image(number, pixels, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  public static TestInstance image(int number, int pixels, TransferSyntax syntax) {
    byte[] noise = new byte[pixels];
    new Random(number).nextBytes(noise);
    DataSet dataSet =
        new DataSet()
            .putString(Tag.SOP_CLASS_UID, CT)
            .putString(Tag.SOP_INSTANCE_UID, uid(number))
            .putString(Tag.STUDY_INSTANCE_UID, STUDY)
            .putString(Tag.SERIES_INSTANCE_UID, SERIES)
            .putString(Tag.PATIENT_NAME, "DOE^JANE")
            .putString(Tag.PATIENT_ID, PATIENT)
            .putString(Tag.MODALITY, "CT")
            .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, noise);
    return new TestInstance(uid(number), syntax, new Bytes(DataSetWriter.toBytes(dataSet, syntax)));
  }

  /** Its UID. */
  public static String uid(int number) {
    return SERIES + "." + number;
  }

  /** Other content under the same UID, in the same transfer syntax. */
  public TestInstance with(byte[] dataSet) {
    return new TestInstance(sopInstanceUid, transferSyntax, new Bytes(dataSet.clone()));
  }

  /** The same with its last byte of pixels changed. */
  public TestInstance altered() {
    byte[] other = encoded.copy();
    other[other.length - 1] ^= 1;
    return with(other);
  }

  /** The same with another patient. */
  public TestInstance renamed() {
    byte[] other = encoded.copy();
    byte[] name = {'D', 'O', 'E', '^'};
    for (int i = 0; i < other.length; i++) {
      if (Arrays.equals(other, i, i + 4, name, 0, 4)) {
        other[i] = 'R';
        return with(other);
      }
    }
    throw new IllegalStateException("no name in the data set");
  }

  /** The bytes of its data set. */
  public byte[] dataSet() {
    return encoded.copy();
  }
}
