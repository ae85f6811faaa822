package org.sealgate.testdicom.generate;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sealgate.dimse.data.DataSet;

/** The kinds of studies that can be generated. */
public final class Studies {
  /** Rows and columns of a radiograph of 8 MiB. */
  public static final int RADIOGRAPH_SIZE = 2048;

  /** Rows and columns of a CT slice. */
  public static final int TOMOGRAPHY_SIZE = 512;

  /** Rows of an ultrasound frame; it has 4/3 as many columns. */
  public static final int ULTRASOUND_ROWS = 480;

  private Studies() {}

  /** Chest radiographs of 2048 × 2048 pixels as Computed Radiography images, 8 MiB each. */
  public static GeneratedStudy computedRadiographs(StudyOptions options, int images) {
    return computedRadiographs(options, images, RADIOGRAPH_SIZE, RADIOGRAPH_SIZE);
  }

  /** Chest radiographs of any size as Computed Radiography images. */
  public static GeneratedStudy computedRadiographs(
      StudyOptions options, int images, int rows, int columns) {
    StudyAttributes common = new StudyAttributes(options);
    return study(
        images,
        number -> {
          FrameSource pixels = new ChestRadiograph(options.seed() + number, rows, columns);
          DataSet attributes = RadiographAttributes.computed(common, number, pixels.layout());
          return new GeneratedInstance(attributes, pixels);
        });
  }

  /** Chest radiographs of 2048 × 2048 pixels as Digital X-Ray images, 8 MiB each. */
  public static GeneratedStudy digitalRadiographs(StudyOptions options, int images) {
    return digitalRadiographs(options, images, RADIOGRAPH_SIZE, RADIOGRAPH_SIZE);
  }

  /** Chest radiographs of any size as Digital X-Ray images. */
  public static GeneratedStudy digitalRadiographs(
      StudyOptions options, int images, int rows, int columns) {
    StudyAttributes common = new StudyAttributes(options);
    return study(
        images,
        number -> {
          FrameSource pixels = new ChestRadiograph(options.seed() + number, rows, columns);
          DataSet attributes = RadiographAttributes.digital(common, number, pixels.layout());
          return new GeneratedInstance(attributes, pixels);
        });
  }

  /** An axial CT series of the thorax, 512 × 512 pixels, 512 KiB a slice. */
  public static GeneratedStudy tomography(StudyOptions options, int slices) {
    return tomography(options, slices, TOMOGRAPHY_SIZE, TOMOGRAPHY_SIZE);
  }

  /** An axial CT series of the thorax with slices of any size. */
  public static GeneratedStudy tomography(StudyOptions options, int slices, int rows, int columns) {
    StudyAttributes common = new StudyAttributes(options);
    return study(
        slices,
        number -> {
          var pixels = new TomographySlice(options.seed(), number - 1, slices, rows, columns);
          DataSet attributes =
              TomographyAttributes.of(common, options.seed(), number, pixels.layout());
          return new GeneratedInstance(attributes, pixels);
        });
  }

  /** One ultrasound clip of 480 × 640 RGB pixels, 900 KiB a frame. */
  public static GeneratedStudy ultrasound(StudyOptions options, int frames) {
    return ultrasound(options, frames, ULTRASOUND_ROWS, ULTRASOUND_ROWS * 4 / 3);
  }

  /** One ultrasound clip with frames of any size. */
  public static GeneratedStudy ultrasound(StudyOptions options, int frames, int rows, int columns) {
    StudyAttributes common = new StudyAttributes(options);
    return study(
        1,
        number -> {
          FrameSource pixels = new UltrasoundClip(options.seed(), frames, rows, columns);
          DataSet attributes = UltrasoundAttributes.of(common, number, pixels.layout());
          return new GeneratedInstance(attributes, pixels);
        });
  }

  private static GeneratedStudy study(int count, IntFunction<GeneratedInstance> instance) {
    return new GeneratedStudy(IntStream.rangeClosed(1, count).mapToObj(instance).toList());
  }
}
