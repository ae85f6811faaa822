package org.sealgate.dimse.data;

import java.io.IOException;
import java.io.OutputStream;

/**
 * File Meta Information (PS3.10 7.1): what precedes the data set in a file. Attributes that are
 * absent are empty.
 *
 * @param mediaStorageSopClassUid (0002,0002)
 * @param mediaStorageSopInstanceUid (0002,0003)
 * @param transferSyntaxUid (0002,0010), of the data set that follows
 * @param implementationClassUid (0002,0012), of who wrote the file
 * @param implementationVersionName (0002,0013), up to 16 characters
 * @param sourceApplicationEntityTitle (0002,0016), up to 16 characters
 */
public record FileMetaInformation(
    String mediaStorageSopClassUid,
    String mediaStorageSopInstanceUid,
    String transferSyntaxUid,
    String implementationClassUid,
    String implementationVersionName,
    String sourceApplicationEntityTitle) {

  private static final byte[] VERSION = {0, 1};

  /** Refuses an empty transfer syntax UID, without which the data set cannot be read. */
  public FileMetaInformation {
    if (transferSyntaxUid.isEmpty()) {
      throw new IllegalArgumentException(
          "Transfer Syntax UID " + Tag.toString(Tag.TRANSFER_SYNTAX_UID) + " is empty");
    }
  }

  /** File meta information for a new file. */
  public static FileMetaInformation create(
      String sopClassUid,
      String sopInstanceUid,
      TransferSyntax transferSyntax,
      String implementationClassUid,
      String implementationVersionName) {
    return new FileMetaInformation(
        sopClassUid,
        sopInstanceUid,
        transferSyntax.uid(),
        implementationClassUid,
        implementationVersionName,
        "");
  }

  /** This with a Source Application Entity Title. */
  public FileMetaInformation withSourceApplicationEntityTitle(String title) {
    return new FileMetaInformation(
        mediaStorageSopClassUid,
        mediaStorageSopInstanceUid,
        transferSyntaxUid,
        implementationClassUid,
        implementationVersionName,
        title);
  }

  /** The transfer syntax of the data set. */
  public TransferSyntax transferSyntax() {
    return TransferSyntax.of(transferSyntaxUid);
  }

  /**
   * Takes it from the elements of group 0002.
   *
   * @throws DataSetFormatException if there is no transfer syntax UID
   */
  public static FileMetaInformation of(DataSet group) throws DataSetFormatException {
    if (group.getString(Tag.TRANSFER_SYNTAX_UID, "").isEmpty()) {
      throw new DataSetFormatException(
          Tag.TRANSFER_SYNTAX_UID,
          0,
          "expected a Transfer Syntax UID in the File Meta Information");
    }
    return new FileMetaInformation(
        group.getString(Tag.MEDIA_STORAGE_SOP_CLASS_UID, ""),
        group.getString(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, ""),
        group.getString(Tag.TRANSFER_SYNTAX_UID, ""),
        group.getString(Tag.IMPLEMENTATION_CLASS_UID, ""),
        group.getString(Tag.IMPLEMENTATION_VERSION_NAME, ""),
        group.getString(Tag.SOURCE_APPLICATION_ENTITY_TITLE, ""));
  }

  /** The elements of group 0002, without the group length. */
  public DataSet toDataSet() {
    DataSet group = new DataSet();
    group.putBytes(Tag.FILE_META_INFORMATION_VERSION, ValueRepresentation.OB, VERSION);
    group.putString(Tag.MEDIA_STORAGE_SOP_CLASS_UID, mediaStorageSopClassUid);
    group.putString(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, mediaStorageSopInstanceUid);
    group.putString(Tag.TRANSFER_SYNTAX_UID, transferSyntaxUid);
    group.putString(Tag.IMPLEMENTATION_CLASS_UID, implementationClassUid);
    putUnlessEmpty(group, Tag.IMPLEMENTATION_VERSION_NAME, implementationVersionName);
    putUnlessEmpty(group, Tag.SOURCE_APPLICATION_ENTITY_TITLE, sourceApplicationEntityTitle);
    return group;
  }

  private static void putUnlessEmpty(DataSet group, int tag, String value) {
    if (!value.isEmpty()) {
      group.putString(tag, value);
    }
  }

  /**
   * Writes the elements in Explicit VR Little Endian after their group length; the preamble is not
   * part of it.
   */
  public void write(OutputStream stream) throws IOException {
    DataSetWriter.write(
        toDataSet(),
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
        WriterOptions.DEFINED_LENGTHS.withGroupLengths(),
        stream);
  }
}
