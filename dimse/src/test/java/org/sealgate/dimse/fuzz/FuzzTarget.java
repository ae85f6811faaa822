package org.sealgate.dimse.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.sealgate.dimse.data.TransferSyntax;

/** A reader of bytes from outside, with the property it must have for every input. */
public enum FuzzTarget {
  /** PDUs of all types (PS3.8 9.3). */
  PDU(new PduProperty()),
  /** Command sets (PS3.7 6.3). */
  COMMAND_SET(new CommandSetProperty()),
  /** Data sets in Implicit VR Little Endian. */
  IMPLICIT_LITTLE_ENDIAN(new DataSetProperty(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
  /** Data sets in Explicit VR Little Endian. */
  EXPLICIT_LITTLE_ENDIAN(new DataSetProperty(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
  /** Data sets in Explicit VR Big Endian. */
  EXPLICIT_BIG_ENDIAN(new DataSetProperty(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)),
  /** Data sets with encapsulated Pixel Data. */
  ENCAPSULATED(new DataSetProperty(TransferSyntax.JPEG_BASELINE)),
  /** Deflated data sets. */
  DEFLATED(new DataSetProperty(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)),
  /** Conversion between the uncompressed syntaxes and Deflated; the first byte chooses both. */
  TRANSCODER(new TranscoderProperty()),
  /** Files with or without File Meta Information (PS3.10). */
  DICOM_FILE(new DicomFileProperty()),
  /** Values and their character sets; the first two bytes choose VR and sets. */
  VALUE(new ValueProperty());

  /** The longest input, in bytes, that a campaign tries. */
  public static final int MAXIMUM_INPUT_LENGTH = 1024;

  /**
   * What one check may allocate, in bytes, for any input and for each byte of it. The bounds are
   * generous for objects made and dropped on the way, and for what is loaded; a length on the wire
   * that is believed before its bytes are there breaks them.
   */
  private static final long ALLOCATION_AT_START = 2 << 20;

  private static final long ALLOCATION_PER_BYTE = 4096;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @SuppressWarnings("ImmutableEnumChecker") // properties have no state
  private final Property property;

  FuzzTarget(Property property) {
    this.property = property;
  }

  /** The target with a name as folders and commands have it, such as {@code command-set}. */
  public static FuzzTarget named(String name) {
    return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** The name as folders and commands have it. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Checks the property for one input.
   *
   * @throws AssertionError if it does not hold
   */
  public void check(byte[] input) throws IOException {
    long allocated = allocatedByCheck(input);
    if (allocated > allowed(input)) {
      // What is loaded on the way counts the first time only; a length that is believed, always.
      allocated = allocatedByCheck(input);
    }
    if (allocated > allowed(input)) {
      throw new AssertionError(
          "%s allocated %d bytes for an input of %d; at most %d are justified"
              .formatted(this, allocated, input.length, allowed(input)));
    }
  }

  private long allocatedByCheck(byte[] input) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    property.check(input);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static long allowed(byte[] input) {
    return ALLOCATION_AT_START + ALLOCATION_PER_BYTE * input.length;
  }
}
