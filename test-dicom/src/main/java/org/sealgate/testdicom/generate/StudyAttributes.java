package org.sealgate.testdicom.generate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * The modules that all images share: Patient (PS3.3 C.7.1.1), General Study (C.7.2.1), General
 * Series (C.7.3.1), General Equipment (C.7.5.1), General Image (C.7.6.1), Image Pixel (C.7.6.3) and
 * SOP Common (C.12.1).
 */
final class StudyAttributes {
  private static final String INSTITUTION = "Hospital of the Generated City";
  private static final int PADDED_LENGTH = 40;

  private final StudyOptions options;
  private final String patientName;
  private final String patientId;
  private final String birthDate;
  private final String sex;
  private final String studyDate;
  private final String studyTime;
  private final String accessionNumber;

  StudyAttributes(StudyOptions options) {
    this.options = options;
    SeededRandom random = new SeededRandom(options.seed());
    this.patientName = options.repertoire().name(random);
    this.patientId = String.format(Locale.ROOT, "SG%08d", random.nextInt(100_000_000));
    this.birthDate = date(random, 1930, 80);
    this.sex = random.nextInt(2) == 0 ? "F" : "M";
    this.studyDate = date(random, 2015, 10);
    this.studyTime =
        String.format(
            Locale.ROOT,
            "%02d%02d%02d",
            8 + random.nextInt(10),
            random.nextInt(60),
            random.nextInt(60));
    this.accessionNumber = String.format(Locale.ROOT, "A%07d", random.nextInt(10_000_000));
  }

  /**
   * A new data set with these modules.
   *
   * @param image what the instance is
   * @param layout shape of its pixels
   */
  DataSet of(ImageDescription image, ImageLayout layout) {
    DataSet attributes = new DataSet();
    if (!options.repertoire().definedTerms().isEmpty()) {
      attributes.putString(
          Tag.SPECIFIC_CHARACTER_SET, options.repertoire().definedTerms().toArray(String[]::new));
    }
    putSopCommon(attributes, image);
    putPatient(attributes);
    putStudy(attributes, image);
    putSeries(attributes, image);
    putEquipment(attributes, image);
    putImage(attributes, image);
    putImagePixel(attributes, layout);
    Oddities.put(options.oddities(), attributes);
    return attributes;
  }

  private void putSopCommon(DataSet attributes, ImageDescription image) {
    attributes
        .putString(Tag.SOP_CLASS_UID, image.sopClassUid())
        .putString(
            Tag.SOP_INSTANCE_UID,
            Uids.of(options.seed(), image.modality() + " instance " + image.number()))
        .putString(Tag.INSTANCE_CREATION_DATE, studyDate)
        .putString(Tag.INSTANCE_CREATION_TIME, studyTime);
  }

  private void putPatient(DataSet attributes) {
    attributes
        .putString(Tag.PATIENT_NAME, patientName)
        .putString(Tag.PATIENT_ID, patientId)
        .putString(Tag.PATIENT_BIRTH_DATE, birthDate)
        .putString(Tag.PATIENT_SEX, sex);
  }

  private void putStudy(DataSet attributes, ImageDescription image) {
    attributes
        .putString(Tag.STUDY_INSTANCE_UID, Uids.of(options.seed(), "study"))
        .putString(Tag.STUDY_DATE, studyDate)
        .putString(Tag.STUDY_TIME, studyTime)
        .putString(Tag.REFERRING_PHYSICIAN_NAME, "Referrer^Rita")
        .putString(Tag.STUDY_ID, "1")
        .putString(Tag.ACCESSION_NUMBER, accessionNumber)
        .putString(Tag.STUDY_DESCRIPTION, image.description());
  }

  private void putSeries(DataSet attributes, ImageDescription image) {
    attributes
        .putString(Tag.MODALITY, image.modality())
        .putString(Tag.SERIES_INSTANCE_UID, Uids.of(options.seed(), image.modality() + " series"))
        .putString(Tag.SERIES_NUMBER, "1")
        .putString(Tag.SERIES_DATE, studyDate)
        .putString(Tag.SERIES_TIME, studyTime)
        .putString(Tag.SERIES_DESCRIPTION, image.description())
        .putString(Tag.BODY_PART_EXAMINED, image.bodyPart());
  }

  private void putEquipment(DataSet attributes, ImageDescription image) {
    attributes
        .putString(Tag.MANUFACTURER, "Sealgate")
        .putString(Tag.MANUFACTURER_MODEL_NAME, "Generator " + image.modality())
        .putString(Tag.DEVICE_SERIAL_NUMBER, Long.toString(options.seed()))
        .putString(Tag.SOFTWARE_VERSIONS, "1")
        .putString(Tag.STATION_NAME, image.modality() + "1");
    if (options.oddities().contains(Oddity.PADDED_INSTITUTION_NAME)) {
      String padded = INSTITUTION + " ".repeat(PADDED_LENGTH - INSTITUTION.length());
      attributes.putBytes(
          Tag.INSTITUTION_NAME, ValueRepresentation.LO, padded.getBytes(StandardCharsets.US_ASCII));
    } else {
      attributes.putString(Tag.INSTITUTION_NAME, INSTITUTION);
    }
  }

  private void putImage(DataSet attributes, ImageDescription image) {
    attributes
        .putString(Tag.INSTANCE_NUMBER, Integer.toString(image.number()))
        .putString(Tag.CONTENT_DATE, studyDate)
        .putString(Tag.CONTENT_TIME, studyTime)
        .putString(Tag.ACQUISITION_DATE, studyDate)
        .putString(Tag.ACQUISITION_TIME, studyTime)
        .putString(Tag.LOSSY_IMAGE_COMPRESSION, "00")
        .putString(Tag.BURNED_IN_ANNOTATION, "NO");
  }

  private static void putImagePixel(DataSet attributes, ImageLayout layout) {
    attributes
        .putInt(Tag.SAMPLES_PER_PIXEL, layout.samplesPerPixel())
        .putString(Tag.PHOTOMETRIC_INTERPRETATION, layout.photometricInterpretation())
        .putInt(Tag.ROWS, layout.rows())
        .putInt(Tag.COLUMNS, layout.columns())
        .putInt(Tag.BITS_ALLOCATED, layout.bitsAllocated())
        .putInt(Tag.BITS_STORED, layout.bitsStored())
        .putInt(Tag.HIGH_BIT, layout.bitsStored() - 1)
        .putInt(Tag.PIXEL_REPRESENTATION, 0);
    if (layout.samplesPerPixel() > 1) {
      attributes.putInt(Tag.PLANAR_CONFIGURATION, 0);
    }
  }

  private static String date(SeededRandom random, int firstYear, int years) {
    return String.format(
        Locale.ROOT,
        "%04d%02d%02d",
        firstYear + random.nextInt(years),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }
}
