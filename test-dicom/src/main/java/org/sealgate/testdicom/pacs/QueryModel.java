package org.sealgate.testdicom.pacs;

import org.sealgate.dimse.data.SopClasses;

/** Query/Retrieve SOP classes (PS3.4 C.6) with their UIDs. */
public enum QueryModel {
  /** Patient Root. */
  PATIENT_ROOT(
      SopClasses.PATIENT_ROOT_FIND, SopClasses.PATIENT_ROOT_MOVE, SopClasses.PATIENT_ROOT_GET),
  /** Study Root. */
  STUDY_ROOT(SopClasses.STUDY_ROOT_FIND, SopClasses.STUDY_ROOT_MOVE, SopClasses.STUDY_ROOT_GET);

  private final String find;
  private final String move;
  private final String get;

  QueryModel(String find, String move, String get) {
    this.find = find;
    this.move = move;
    this.get = get;
  }

  /** SOP class of C-FIND. */
  public String find() {
    return find;
  }

  /** SOP class of C-MOVE. */
  public String move() {
    return move;
  }

  /** SOP class of C-GET. */
  public String get() {
    return get;
  }
}
