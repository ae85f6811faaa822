package org.sealgate.testdicom.interop;

import java.io.IOException;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.interop.RecordingScp.Noted;

/** Answers a worklist query (PS3.4 K) with one scheduled procedure step. */
final class WorklistAnswer implements RecordingScp.Handler {
  /** Name of the patient who is to come. */
  static final String PATIENT = "Miller^Ann";

  /** AE title of the modality that is to examine. */
  static final String STATION = "MODALITY";

  private static final int SCHEDULED_STATION_AE_TITLE = 0x00400001;

  /** The scheduled procedure step. */
  static DataSet item() {
    return new DataSet()
        .putString(Tag.ACCESSION_NUMBER, "A1")
        .putString(Tag.PATIENT_NAME, PATIENT)
        .putString(Tag.PATIENT_ID, "P1")
        .putString(Tag.STUDY_INSTANCE_UID, "2.25.5")
        .putSequence(
            Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
            new DataSet()
                .putString(SCHEDULED_STATION_AE_TITLE, STATION)
                .putString(Tag.MODALITY, "CT")
                .putString(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20260102")
                .putString(Tag.SCHEDULED_PROCEDURE_STEP_ID, "S1"));
  }

  /** A query for all steps of a station. */
  static DataSet keys(String station) {
    return new DataSet()
        .putString(Tag.PATIENT_NAME)
        .putString(Tag.PATIENT_ID)
        .putSequence(
            Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
            new DataSet()
                .putString(SCHEDULED_STATION_AE_TITLE, station)
                .putString(Tag.SCHEDULED_PROCEDURE_STEP_ID));
  }

  @Override
  public void answer(Association association, DimseRequest request, Noted noted)
      throws IOException {
    if (noted.command().commandFieldCode() == CommandField.C_FIND_RQ.code()) {
      request.respond(
          Commands.response(request.command(), Status.PENDING),
          Exchange.bytes(item(), request.presentationContext()));
    }
    request.respond(Status.SUCCESS);
  }
}
